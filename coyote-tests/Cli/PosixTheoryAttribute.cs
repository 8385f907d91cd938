using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary>As <see cref="PosixFactAttribute"/>, for many cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PosixTheoryAttribute : TheoryAttribute
{
    public PosixTheoryAttribute() => Skip = new PosixFactAttribute().Skip;
}
