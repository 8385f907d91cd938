using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary>A test that needs signals or a shell of POSIX; where there are none, it says so and is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PosixFactAttribute : FactAttribute
{
    public PosixFactAttribute() => Skip = OperatingSystem.IsWindows()
        ? "There are no signals and no sh on Windows, so nothing was interrupted and no output closed."
        : null;
}
