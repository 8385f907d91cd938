using System.Diagnostics;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Survival;

/// <summary>Whatever code under test does, there is a verdict that names it, and the process lives on.</summary>
[Trait("Category", "Long")]
public sealed class SurvivalTests
{
    public static TheoryData<string, Verdict, string[]> Verdicts => new()
    {
        { "endless recursion", Verdict.Error, ["UnkindCode.Deeper (coyote-tests/Explorer/Survival/UnkindCode.cs:", "calls itself"] },
        { "endless recursion of two", Verdict.Error, ["UnkindCode.", "UnkindCode.cs:", "called in a circle"] },
        { "endless recursion in handlers", Verdict.Error, ["UnkindCode.Handled (coyote-tests", "calls itself"] },
        { "endless recursion through a virtual method", Verdict.Error, ["UnkindCode.", "UnkindCode.cs:", "called in a circle"] },
        { "endless recursion in a monitor", Verdict.Error, ["UnkindCode.Deeper (coyote-tests/Explorer/Survival/UnkindCode.cs:", "calls itself"] },
        { "deep recursion", Verdict.Verified, [] },
        { "deep recursion in handlers", Verdict.Verified, [] },
        { "endless recursion of steps", Verdict.Error, ["UnkindCode.DeeperStep calls itself", "without coming to a Cpu operation"] },
        { "deep recursion of steps", Verdict.Verified, [] },
        { "endless loop", Verdict.Error, ["UnkindCode.", "(coyote-tests/Explorer/Survival/UnkindCode.cs:", "does not come to a Cpu operation"] },
        { "slow loop", Verdict.Verified, [] },
        { "a wait", Verdict.Error, ["UnkindCode.", "UnkindCode.cs:", "Monitor.Enter", "which the machine does not control"] },
        { "a wait that is not looked at", Verdict.Error, ["Unseen.Wait", "UnkindCode.cs:", "what it waits for is not the machine's"] },
        { "a task that never ends", Verdict.Error, ["UnkindCode.", "UnkindCode.cs:", "TaskCompletionSource", "is no operation of the machine"] },
        { "a helper that returns Task", Verdict.Error, ["TaskAwaiter<UInt64>", "coyote-tests/Explorer/Survival/UnkindCode.cs:", "returns no Step"] },
        { "a helper that returns Task and is not looked at", Verdict.Error, ["The Load at coyote-tests/Explorer/Survival/UnkindCode.cs:", "returns no Step"] },
        { "a helper that returns ValueTask", Verdict.Error, ["ValueTaskAwaiter<UInt64>", "coyote-tests/Explorer/Survival/UnkindCode.cs:", "returns no Step"] },
        { "a Task that is waited for", Verdict.Error, ["Task<UInt64>.get_Result", "coyote-tests/Explorer/Survival/UnkindCode.cs:", "no operation of the machine"] },
        { "a helper that returns Task of a Step", Verdict.Error, ["TaskAwaiter", "UnkindCode.cs:", "returns no Step"] },
        { "async void", Verdict.Error, ["async void", "UnkindCode.cs:"] },
        { "async void that throws", Verdict.Error, ["async void", "UnkindCode.cs:"] },
        { "Debug.Assert", Verdict.Violated, ["assertions", "seven", "UnkindCode.cs:"] },
        { "Trace.Assert", Verdict.Violated, ["assertions", "seven", "UnkindCode.cs:"] },
        { "Debug.Fail", Verdict.Violated, ["assertions", "never here", "UnkindCode.cs:"] },
        { "Debug.Assert that is caught", Verdict.Violated, ["assertions", "seven", "UnkindCode.cs:"] },
        { "Debug.Assert that holds", Verdict.Verified, [] },
        { "endless recursion in a predicate", Verdict.Error, ["UnkindCode.Deeper (coyote-tests/Explorer/Survival/UnkindCode.cs:", "calls itself"] },
        { "an assertion in a predicate", Verdict.Error, ["seven", "UnkindCode.cs:"] },
        { "exit", Verdict.Error, ["Environment.Exit"] },
        { "fail fast in a helper", Verdict.Error, ["Environment.FailFast"] },
        { "a read from the console", Verdict.Error, ["Console.ReadLine"] },
        { "an exception named OutOfMemory", Verdict.Violated, ["no-run-time-error", "OutOfMemoryException", "UnkindCode.cs:"] },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void There_is_a_verdict(string name, Verdict verdict, string[] says)
    {
        var report = new Exploration(
            UnkindCode.Program(name).AsSystem(), new SearchOptions { LongestStretch = TimeSpan.FromSeconds(name == "slow loop" ? 20 : 2) }).Run();

        Assert.True(verdict == report.Verdict, $"{report.Verdict}: {report.Error} {report.Violation}");
        var said = $"{report.Error} {report.Violation?.Property} {report.Violation?.Message}";
        Assert.All(says, part => Assert.Contains(part, said, StringComparison.Ordinal));
        if (verdict == Verdict.Error)
        {
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("endless loop")]
    [InlineData("a wait")]
    public void Walks_end_too(string name)
    {
        var clock = Stopwatch.StartNew();

        var report = new RandomWalks(UnkindCode.Program(name).AsSystem(), new WalkOptions(MaxTime: TimeSpan.FromSeconds(1))).Run();

        Assert.NotEqual(Verdict.Verified, report.Verdict);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Code_that_was_stopped_says_where_it_stood()
    {
        var program = UnkindCode.Program("endless loop");
        var thread = new WatchedThread(() => new Exploration(program.AsSystem(), new SearchOptions(MaxTime: TimeSpan.FromSeconds(1))).Run());
        thread.Start();

        Assert.True(thread.Join(TimeSpan.FromMinutes(2)));
        Assert.Null(thread.Failure);
        Assert.Null(CodeUnderTest.OfThisThread);
    }

    [Fact]
    public void A_loop_without_end_is_ended()
    {
        var system = UnkindCode.Program("endless loop").AsSystem();
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        system.Start(expansion);
        var state = expansion.State(0).ToArray();
        var thread = new WatchedThread(() => system.Expand(state, expansion));
        thread.Start();
        Assert.False(thread.Join(TimeSpan.FromSeconds(1)));

        Assert.True(thread.Stop(TimeSpan.FromSeconds(20)));
        Assert.StartsWith("UnkindCode.Turn (coyote-tests/Explorer/Survival/UnkindCode.cs:", thread.Place, StringComparison.Ordinal);
    }
}
