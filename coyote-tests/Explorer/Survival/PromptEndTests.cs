using System.Diagnostics;
using System.Threading;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Survival;

/// <summary>
/// Bounds and interruptions are obeyed within two seconds whatever a search is at, also in one step that takes far longer.
/// </summary>
[Trait("Category", "Long")]
public sealed class PromptEndTests
{
    // What a search obeys within, and what a machine may add that is busy with other things.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Phases =>
        ["initial states", "expansion", "predicate", "goal", "liveness goal", "shortest path", "end", "liveness loop"];

    [Theory]
    [MemberData(nameof(Phases))]
    public void Time_is_bounded(string phase)
    {
        var clock = Stopwatch.StartNew();

        var report = new Exploration(new Slow(phase).AsSystem(), new SearchOptions(MaxTime: Limit)).Run();

        Demand(phase, report, "max-seconds");
        Assert.InRange(clock.Elapsed, Limit, Limit + Prompt + Busy);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void An_interrupt_is_obeyed(string phase)
    {
        using var interrupt = new CancellationTokenSource(Limit);
        var clock = Stopwatch.StartNew();

        var report = new Exploration(new Slow(phase).AsSystem(), new SearchOptions(Workers: 2)).Run(interrupt: interrupt.Token);

        Demand(phase, report, "interrupted");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit + Prompt + Busy);
    }

    [Theory]
    [InlineData("initial states")]
    [InlineData("expansion")]
    [InlineData("predicate")]
    public void Walks_are_bounded(string phase)
    {
        var clock = Stopwatch.StartNew();

        var report = new RandomWalks(new Slow(phase).AsSystem(), new WalkOptions(MaxTime: Limit)).Run();

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit + Prompt + Busy);
    }

    [Fact]
    public void Slow_is_not_endless()
    {
        var report = new Exploration(new Slow("a little").AsSystem()).Run();

        Assert.Equal(Verdict.Verified, report.Verdict);
    }

    private static void Demand(string phase, Report report, string bound)
    {
        Assert.True(report.Verdict is Verdict.Incomplete or Verdict.Violated, $"{phase}: {report.Verdict} {report.Error}");
        Assert.Equal(phase is "shortest path" or "liveness loop" ? Verdict.Violated : Verdict.Incomplete, report.Verdict);
        if (report.Verdict == Verdict.Incomplete)
        {
            Assert.Equal(bound, report.Bound!.Name);
        }
        else
        {
            Assert.NotNull(report.Violation);
        }
    }
}
