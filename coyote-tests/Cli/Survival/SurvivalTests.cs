using System.Diagnostics;
using Xunit;

namespace Interlock.CoyoteTests.Cli.Survival;

/// <summary>
/// The command lives on when what it explores ends its process: a verdict names the code, and other scenarios are explored.
/// </summary>
[Trait("Category", "Long")]
public sealed class SurvivalTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    public SurvivalTests() => interlock.Environment["DOTNET_STARTUP_HOOKS"] = typeof(SurvivalTests).Assembly.Location;

    [Theory]
    [InlineData("endless-recursion-through-a-virtual-method", "Round.Go")]
    [InlineData("endless-recursion-through-the-framework", "Echo.Equals")]
    [InlineData("endless-recursion-in-a-monitor", "UnkindCode.Deeper")]
    public void A_stack_that_overflows_is_an_error_and_others_are_explored(string name, string method)
    {
        var result = interlock.Run("check", "ticket-lock", name, "deep-recursion", "--json");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains($"{method} (coyote-tests/Explorer/Survival/UnkindCode.cs:", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, result.Output.Split("\"verified\"").Length - 1);
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Stack overflow", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_commands_say_it_in_a_sentence()
    {
        var result = interlock.Run("graph", "endless-recursion-through-the-framework");

        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("interlock: the stack overflows in UnkindCode.", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    [Fact]
    public void Memory_that_code_eats_is_an_error()
    {
        interlock.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000";

        var result = interlock.Run("check", "memory");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("UnkindCode.Fill (coyote-tests/Explorer/Survival/UnkindCode.cs:", result.Output, StringComparison.Ordinal);
        Assert.Contains("no more memory is left", result.Output, StringComparison.Ordinal);
    }

    [PosixFact]
    public void A_request_to_terminate_is_passed_on()
    {
        var clock = Stopwatch.StartNew();
        using var process = interlock.Start("check", "ticket-lock", "-p", "vcpus=12");
        Assert.NotNull(process.StandardError.ReadLine());
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        var result = InterlockProcess.Finish(process);

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("incomplete", result.Output, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [PosixFact]
    public void What_does_not_look_whether_it_was_interrupted_is_given_up()
    {
        using var process = interlock.Start("graph", "endless-loop");
        InterlockProcess.WaitUntilUnderWay(process);
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        var result = InterlockProcess.Finish(process);

        Assert.True(result.ExitCode is 3 or 4, $"{result.ExitCode}"); // 4 once the loop was noticed
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Nothing_outlives_the_process_that_guards_it()
    {
        using var process = interlock.Start("check", "ticket-lock", "-p", "vcpus=12");
        Assert.NotNull(process.StandardError.ReadLine());
        process.Kill();

        Assert.Equal(string.Empty, process.StandardOutput.ReadToEnd()); // comes to its end once nobody holds the other one
    }

    public void Dispose() => interlock.Dispose();
}
