using System.Diagnostics;
using Xunit;

namespace Interlock.CoyoteTests.Cli.Survival;

/// <summary>
/// Every command ends within two seconds of Ctrl-C and of a request to terminate, whatever it is at, and says by its exit code that it was
/// not done. The signals are sent to a process.
/// </summary>
[Trait("Category", "Long")]
public sealed class PromptEndTests : IDisposable
{
    private const int Incomplete = 3;
    private const int Violated = 2; // found before

    // What a machine may add that is busy with other things; what is slow takes longer.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(30);

    private readonly InterlockProcess interlock = new();

    public PromptEndTests() => interlock.Environment["DOTNET_STARTUP_HOOKS"] = typeof(PromptEndTests).Assembly.Location;

    public static TheoryData<string, string[], string> Phases
    {
        get
        {
            var phases = new TheoryData<string, string[], string>();
            foreach (var signal in new[] { "-INT", "-TERM" })
            {
                phases.Add("initial states", ["check", "slow"], signal);
                phases.Add("expansion", ["check", "slow"], signal);
                phases.Add("predicate", ["check", "slow", "--search", "random"], signal);
                phases.Add("goal", ["check", "slow"], signal);
                phases.Add("liveness goal", ["check", "slow"], signal);
                phases.Add("liveness loop", ["check", "slow"], signal);
                phases.Add("shortest path", ["check", "slow", "--trace", "trace.json"], signal);
                phases.Add("explanation", ["check", "slow", "--report", "report.html"], signal);
                phases.Add("replay", ["replay", "found.json"], signal);
                phases.Add("explanation", ["replay", "found.json", "--explain"], signal);
                phases.Add("replay", ["replay", "found.json", "--report", "report.html"], signal);
                phases.Add("replay", ["minimize", "found.json"], signal);
                phases.Add("expansion", ["graph", "slow"], signal);
                phases.Add("expansion", ["serve", "slow", "--port", "0"], signal);
                phases.Add("", ["stress", "ticket-lock", "--seconds", "600"], signal);
                phases.Add("", ["mutants"], signal);
                phases.Add("", ["litmus", "large.litmus"], signal);
            }

            return phases;
        }
    }

    [PosixTheory]
    [MemberData(nameof(Phases))]
    public void A_signal_is_obeyed(string slow, string[] arguments, string signal)
    {
        Prepare(slow);
        using var process = interlock.Start(arguments);
        InterlockProcess.WaitUntilUnderWay(process);
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", [signal, $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        var result = InterlockProcess.Finish(process);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Prompt + Busy);
        Assert.True(
            result.ExitCode == Incomplete || (result.ExitCode == Violated && slow is "shortest path" or "explanation" or "liveness loop")
            || (arguments[0] == "serve" && result.ExitCode == 0),
            $"{result.ExitCode}: {result.Output}{result.Error}");
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("initial states", Incomplete)]
    [InlineData("expansion", Incomplete)]
    [InlineData("goal", Incomplete)]
    [InlineData("liveness goal", Incomplete)]
    [InlineData("liveness loop", Violated)]
    [InlineData("shortest path", Violated)]
    public void Time_is_bounded(string slow, int code)
    {
        Prepare(slow);
        var clock = Stopwatch.StartNew();

        var result = interlock.Run("check", "slow", "--max-seconds", "1");

        Assert.Equal(code, result.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1) + Prompt + Busy);
    }

    public void Dispose() => interlock.Dispose();

    private void Prepare(string slow)
    {
        interlock.Environment[SlowScenario.Variable] = "found";
        if (slow is "replay" or "explanation")
        {
            Assert.Equal(Violated, interlock.Run("check", "slow", "--trace", "found.json").ExitCode);
        }

        interlock.Environment[SlowScenario.Variable] = slow;
        File.WriteAllText(interlock.PathOf("large.litmus"), Large());
    }

    private static string Large()
    {
        const int Threads = 4;
        const int Stores = 8;
        var threads = Enumerable.Range(0, Threads).ToList();
        var lines = new List<string>
        {
            "AArch64 large",
            $"{{ {string.Join(' ', threads.Select(thread => $"{thread}:X1=x; {thread}:X2=y;"))} }}",
            $" {string.Join(" | ", threads.Select(thread => $"P{thread}"))} ;",
        };
        for (var store = 1; store <= Stores; store++)
        {
            lines.Add($" {string.Join(" | ", threads.Select(thread => $"MOV W0,#{(10 * thread) + store}"))} ;");
            lines.Add($" {string.Join(" | ", threads.Select(_ => store % 2 == 0 ? "STR W0,[X1]" : "STR W0,[X2]"))} ;");
            lines.Add($" {string.Join(" | ", threads.Select(_ => store % 2 == 0 ? "LDR W3,[X2]" : "LDR W4,[X1]"))} ;");
        }

        lines.Add("exists (0:X3=99)");
        return string.Join('\n', lines) + "\n";
    }
}
