using System.Threading;
using Interlock.Catalogue;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Walks;

/// <summary>What walks do follows from the seed, for any number of workers; and a bound ends them and says so.</summary>
[Trait("Category", "Long")]
public sealed class WalkDeterminismTests
{
    private static readonly Dictionary<string, Func<TransitionSystem>> Others = new()
    {
        ["combination"] = CombinationLock.InMemory,
        ["shared combination"] = () => CombinationLock.Shared(3),
        ["page-unmap"] = () => Build("page-unmap", 2, null),
        ["late mutant"] = () => Build("mutex", 6, "mutex-reads-waiters-early"),
    };

    public static TheoryData<string> Names => [.. Specimens.Names, .. Others.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Workers_change_nothing(string name)
    {
        foreach (var seed in new[] { 1UL, 2UL })
        {
            var reference = Text(new RandomWalks(Named(name), new WalkOptions(seed)).Run());
            foreach (var workers in new[] { 1, 2, 4 })
            {
                Assert.Equal(
                    (seed, workers, reference),
                    (seed, workers, Text(new RandomWalks(Named(name), new WalkOptions(seed, Workers: workers)).Run())));
            }
        }
    }

    [Fact]
    public void Another_seed_takes_other_walks()
    {
        var texts = Enumerable.Range(1, 5).Select(seed =>
            Text(new RandomWalks(Named("shared combination"), new WalkOptions((ulong)seed, Walks: 20)).Run()));

        Assert.Equal(5, texts.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Depth_cuts_walks_off(int workers)
    {
        var options = new WalkOptions(Walks: 50, MaxDepth: 5, Workers: workers);

        var report = new RandomWalks(CombinationLock.Shared(4), options).Run();

        Assert.Equal((Verdict.Incomplete, 5), (report.Verdict, report.Depth));
        Assert.InRange(report.Sampling!.CutByDepth, 1, 50);
        Assert.Equal(report.Sampling.CutByDepth, report.Bound!.Cut);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void States_end_the_sampling(int workers)
    {
        var options = new WalkOptions(Walks: null, MaxStates: 500, Workers: workers);

        var report = new RandomWalks(Build("mutex", 12, null), options).Run();

        Assert.Equal((Verdict.Incomplete, "max-states"), (report.Verdict, report.Sampling!.EndedBy));
        Assert.True(report.States >= 500);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Time_ends_the_sampling(int workers)
    {
        var limit = TimeSpan.FromMilliseconds(300);

        var report = new RandomWalks(Build("mutex", 12, null), new WalkOptions(Walks: null, MaxTime: limit, Workers: workers)).Run();

        Assert.Equal((Verdict.Incomplete, "max-seconds"), (report.Verdict, report.Sampling!.EndedBy));
        Assert.InRange(report.Elapsed, limit, TimeSpan.FromSeconds(20));
        Assert.True(report.Sampling.Steps > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_interrupt_keeps_what_was_seen(int workers)
    {
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var report = new RandomWalks(Build("mutex", 12, null), new WalkOptions(Walks: null, Workers: workers))
            .Run(interrupt: interrupt.Token);

        Assert.Equal((Verdict.Incomplete, "interrupted"), (report.Verdict, report.Sampling!.EndedBy));
        Assert.True(report.States > 1);
        Assert.True(report.Witnesses["acquired"] > 0);
    }

    [Fact]
    public void An_interrupt_before_the_first_step_leaves_everything()
    {
        var report = new RandomWalks(CombinationLock.Local()).Run(interrupt: new CancellationToken(canceled: true));

        Assert.Equal((Verdict.Incomplete, "interrupted"), (report.Verdict, report.Sampling!.EndedBy));
        Assert.Equal(0, report.Sampling.Steps);
    }

    private static TransitionSystem Named(string name) => Others.TryGetValue(name, out var other) ? other() : Specimens.Named(name);

    private static TransitionSystem Build(string name, int size, string? variant)
    {
        var scenario = ScenarioList.Find(name);
        return scenario.Build(new Sizes(scenario, new Dictionary<string, int> { [scenario.Parameters[0].Name] = size }), variant);
    }

    private static string Text(Report report) => string.Join('\n',
        report.Verdict,
        report.Error,
        report.Violation,
        report.Bound,
        report.States,
        report.Transitions,
        report.Depth,
        report.Sampling! with { NotChecked = [] },
        string.Join(", ", report.Sampling.NotChecked),
        string.Join(", ", report.Witnesses),
        report.Counterexample?.Initial,
        string.Join(" ", report.Counterexample?.Schedule.Select(choice => $"{choice.Actor}.{choice.Outcome}") ?? []));
}
