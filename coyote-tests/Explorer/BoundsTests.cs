using System.Threading;
using System.Threading.Channels;
using Interlock.CoyoteTests.Truth;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>A search that was cut says by what, and never reads as a proof; a bound that cut nothing is none.</summary>
public sealed class BoundsTests
{
    private static readonly TruthRow Lock = TruthRow.All.Single(row => row.ToString() == "W1b N=4, loop");

    public static TheoryData<SearchOrder, int> Ways => new()
    {
        { SearchOrder.BreadthFirst, 1 },
        { SearchOrder.BreadthFirst, 2 },
        { SearchOrder.DepthFirst, 1 },
        { SearchOrder.DepthFirst, 2 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void States_are_bounded(SearchOrder order, int workers)
    {
        var report = new Exploration(Lock.Optimized(), new SearchOptions(order, Workers: workers, MaxStates: 500)).Run();

        var bound = Incomplete(report, "max-states");
        Assert.Equal(500, bound.Limit);
        Assert.InRange(report.States, 500, Lock.States - 1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Time_is_bounded(SearchOrder order, int workers)
    {
        var limit = TimeSpan.FromMilliseconds(150);

        var report = new Exploration(new Numbers(number => number + 1), new SearchOptions(order, Workers: workers, MaxTime: limit)).Run();

        Assert.Equal(limit.TotalSeconds, Incomplete(report, "max-seconds").Limit);
        Assert.InRange(report.Elapsed, limit, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Depth_is_bounded(SearchOrder order, int workers)
    {
        var report = new Exploration(new Numbers(number => number + 1), new SearchOptions(order, Workers: workers, MaxDepth: 10)).Run();

        var bound = Incomplete(report, "max-depth");
        Assert.Equal((10.0, 1L, 1L), (bound.Limit, bound.Cut, bound.Left));
        Assert.Equal((12, 11, 10), (report.States, report.Transitions, report.Depth));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_interrupt_keeps_what_was_found(SearchOrder order, int workers)
    {
        using var interrupt = new CancellationTokenSource();
        var events = Channel.CreateUnbounded<SearchEvent>();
        var exploration = new Exploration(new Numbers(number => number + 1), new SearchOptions(order, Workers: workers));

        var run = Task.Run(() => exploration.Run(events.Writer, interrupt.Token));
        await foreach (var said in events.Reader.ReadAllAsync())
        {
            if (said is Progress { States: > 1 }) // however long it took to begin
            {
                break;
            }
        }

        await interrupt.CancelAsync();
        var report = await run;

        Incomplete(report, "interrupted");
        Assert.True(report.States > 1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void An_interrupt_before_the_first_step_leaves_everything(SearchOrder order, int workers)
    {
        var report = new Exploration(Lock.Optimized(), new SearchOptions(order, Workers: workers))
            .Run(interrupt: new CancellationToken(canceled: true));

        Assert.Equal(1, Incomplete(report, "interrupted").Left);
        Assert.Equal((1, 0), (report.States, report.Transitions));
    }

    [Fact]
    public void An_interrupt_when_everything_has_been_seen_cuts_nothing()
    {
        using var interrupt = new CancellationTokenSource();
        var countdown = new Countdown(interrupt);

        var report = new Exploration(countdown.AsSystem()).Run(interrupt: interrupt.Token);

        Assert.True(interrupt.IsCancellationRequested);
        Assert.Equal((Verdict.Verified, 4L), (report.Verdict, report.States));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Bounds_that_cut_nothing_are_none(SearchOrder order, int workers)
    {
        Verified(new SearchOptions(order, Workers: workers, MaxStates: Lock.States + 1, MaxTime: TimeSpan.FromHours(1)));
        Verified(new SearchOptions(order, Workers: workers, MaxDepth: (int)Lock.States));
    }

    [Theory]
    [InlineData(SearchOrder.BreadthFirst, 1)]
    [InlineData(SearchOrder.BreadthFirst, 2)]
    [InlineData(SearchOrder.DepthFirst, 1)]
    public void A_bound_at_the_depth_that_is_reached_anyway_cuts_nothing(SearchOrder order, int workers)
    {
        var depth = new Exploration(Lock.Optimized(), new SearchOptions(order)).Run().Depth;

        Verified(new SearchOptions(order, Workers: workers, MaxDepth: depth));
    }

    [Fact]
    public void One_step_less_than_the_longest_shortest_path_cuts()
    {
        var depth = new Exploration(Lock.Optimized()).Run().Depth;

        var report = new Exploration(Lock.Optimized(), new SearchOptions(MaxDepth: depth - 1)).Run();

        Incomplete(report, "max-depth");
        Assert.Equal(Lock.States, report.States);
    }

    [Theory]
    [InlineData("livelock")]
    [InlineData("liveness")]
    [InlineData("liveness where it ends")]
    public void What_needs_the_whole_graph_is_not_decided_on_a_part(string specimen)
    {
        var report = new Exploration(Specimens.Named(specimen), new SearchOptions(MaxDepth: 4)).Run();

        Incomplete(report, "max-depth");
    }

    [Fact]
    public void A_violation_within_the_bound_is_one()
    {
        var length = new Exploration(Specimens.Named("assertion")).Run().Counterexample!.Schedule.Count;

        var within = new Exploration(Specimens.Named("assertion"), new SearchOptions(MaxDepth: length)).Run();
        var beyond = new Exploration(Specimens.Named("assertion"), new SearchOptions(MaxDepth: length - 2)).Run();

        Assert.Equal(Verdict.Violated, within.Verdict);
        Incomplete(beyond, "max-depth");
    }

    private static void Verified(SearchOptions options)
    {
        var report = new Exploration(Lock.Optimized(), options).Run();

        Assert.Equal((Verdict.Verified, null), (report.Verdict, report.Bound));
        Assert.Equal((Lock.States, Lock.Transitions), (report.States, report.Transitions));
    }

    private static Bound Incomplete(Report report, string bound)
    {
        Assert.Equal((Verdict.Incomplete, bound), (report.Verdict, report.Bound?.Name));
        Assert.Null(report.Violation);
        Assert.True(report.Bound!.Cut > 0, "it cut");
        Assert.True(report.Bound.Left > 0, "something was left");
        return report.Bound;
    }

    /// <summary>Interrupts the search where it ends.</summary>
    [Stateless("It interrupts the search, which shows in no state.")]
    private sealed class Countdown(CancellationTokenSource interrupt) : Model<int>
    {
        public override IReadOnlyList<string> Actors => ["counter"];

        public override IEnumerable<int> Initial() => [3];

        public override IEnumerable<ModelAction<int>> Enabled(int state) =>
            state == 0 ? [] : [new ModelAction<int>(0, "count", state - 1)];

        public override bool MayEnd(int state)
        {
            if (state == 0)
            {
                interrupt.Cancel();
            }

            return state == 0;
        }
    }
}
