using Interlock.Explorer;
using Interlock.Explorer.Liveness;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>A lasso is a shortest one, by trying all that are shorter; or it says that it may not be.</summary>
public sealed class ShortestLassoTests
{
    private const int Graphs = 1500;
    private const int MostSteps = 9;

    [Theory]
    [InlineData(Fairness.None)]
    [InlineData(Fairness.Weak)]
    [InlineData(Fairness.Strong)]
    public void No_lasso_is_shorter(Fairness fairness)
    {
        var random = new Random(31);
        var (compared, loops) = (0, 0);
        for (var number = 0; number < Graphs; number++)
        {
            var graph = RandomGraph.Draw(random);
            if (Shortest(graph, fairness) is { } found && found.Schedule.Count <= MostSteps)
            {
                Assert.True(found.IsShortest);
                Assert.False(graph.HasLasso(fairness, found.Schedule.Count - 1), $"graph {number}: {found.Schedule.Count} steps");
                Assert.True(graph.HasLasso(fairness, found.Schedule.Count), $"graph {number}: {found.Schedule.Count} steps");
                compared++;
                loops += found.Schedule.Count - found.Loop >= 3 ? 1 : 0;
            }
        }

        Assert.InRange(compared, Graphs / 10, Graphs);
        Assert.True(loops > (fairness == Fairness.None ? 0 : 20), $"only {loops} loops have three steps or more");
    }

    [Fact]
    public void Without_effort_it_is_a_lasso_that_may_not_be_shortest()
    {
        var random = new Random(31);
        var notShortest = 0;
        for (var number = 0; number < Graphs; number++)
        {
            var graph = RandomGraph.Draw(random);
            if (Shortest(graph, Fairness.Weak) is { } shortest)
            {
                var quick = Shortest(graph, Fairness.Weak, mostWork: -1)!;
                Assert.InRange(quick.Schedule.Count, shortest.Schedule.Count, int.MaxValue);
                notShortest += quick.Schedule.Count > shortest.Schedule.Count ? 1 : 0;
                Assert.False(quick.IsShortest && quick.Schedule.Count > shortest.Schedule.Count, $"graph {number}");
            }
        }

        Assert.InRange(notShortest, 5, Graphs);
    }

    private static Counterexample? Shortest(RandomGraph graph, Fairness fairness, long mostWork = long.MaxValue)
    {
        var system = new Drawn(graph, fairness).AsSystem();
        using var run = new SearchRun(system, new SearchOptions(), default);
        run.Workers[0].Start();
        run.Workers[0].Run();
        var labelled = new LabelledGraph(run.Labels!);
        return LivenessCheck.FirstBroken(labelled, system.Liveness) is { } broken
            ? LivenessCheck.Counterexample(labelled, system.Liveness, broken, mostWork)
            : null;
    }

    [Stateless("Arrays that are drawn before it is explored.")]
    private sealed class Drawn(RandomGraph graph, Fairness fairness) : Model<int>
    {
        public override IReadOnlyList<string> Actors { get; } =
            [.. Enumerable.Range(0, RandomGraph.MostActors).Select(actor => $"actor{actor}")];

        public override IReadOnlyList<LivenessProperty<int>> Liveness =>
            [new("drawn", fairness, state => RandomGraph.Has(graph.Goal, state), state => RandomGraph.Has(graph.Trigger, state))];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => graph.Edges
            .Where(edge => edge.From == state)
            .Select(edge => new ModelAction<int>(edge.Actor, "step", edge.To));

        public override bool MayEnd(int state) => true;
    }
}
