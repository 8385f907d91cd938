using Interlock.Explorer;
using Interlock.Explorer.Liveness;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>
/// The liveness check against brute force on small random graphs: what an infinite execution does for ever is a strongly
/// connected set of edges, so all of those are tried, by the definitions.
/// </summary>
[Trait("Category", "Long")]
public sealed class FairnessOracleTests
{
    private const int Graphs = 2000;

    [Theory]
    [InlineData(Fairness.None)]
    [InlineData(Fairness.Weak)]
    [InlineData(Fairness.Strong)]
    public void The_check_agrees_with_brute_force(Fairness fairness)
    {
        var random = new Random(20_240_611);
        var verdicts = new Dictionary<(bool, Verdict), int>();
        for (var number = 0; number < Graphs; number++)
        {
            var graph = RandomGraph.Draw(random);
            var isConditional = number % 2 == 0;
            var system = new RandomGraphModel(graph, fairness, isConditional).AsSystem();

            var report = new Exploration(system).Run();

            var holds = !graph.Breaks(fairness, isConditional);
            var isVacuous = isConditional && !graph.Triggers;
            var expected = !holds ? Verdict.Violated : isVacuous ? Verdict.Error : Verdict.Verified;

            // What was never owed holds too, and is not claimed: brute force does not tell that from what was owed and came.
            var isUntested = report.Error?.StartsWith("never put to the test: 'random'", StringComparison.Ordinal) ?? false;
            Assert.True(!isUntested || !graph.OwesAtAStep(isConditional), $"graph {number} owes its goal at a step");
            var verdict = isUntested ? Verdict.Verified : report.Verdict;
            Assert.Equal((number, expected), (number, verdict));
            verdicts[(isConditional, verdict)] = verdicts.GetValueOrDefault((isConditional, verdict)) + 1;
            if (!holds)
            {
                Lasso.Confirm(system, report);
            }
        }

        // All answers must be common, or the comparison shows nothing.
        Assert.Equal(5, verdicts.Count); // and Error, where a trigger never holds
        Assert.All(verdicts.Values, count => Assert.InRange(count, Graphs / 40, Graphs));
    }

    [Theory]
    [InlineData(Fairness.None)]
    [InlineData(Fairness.Weak)]
    [InlineData(Fairness.Strong)]
    public void A_property_and_its_negation_are_never_both_verified(Fairness fairness)
    {
        var random = new Random(7);
        var verified = 0;
        for (var number = 0; number < Graphs; number++)
        {
            var graph = RandomGraph.Draw(random);
            var recurs = Holds(graph with { Trigger = graph.All }, fairness);

            // Some execution is fair. So not every one meets the goal again and again and in the end never again, and
            // not every one meets what nothing meets.
            Assert.False(recurs && !graph.HasFairExecution(fairness, meeting: graph.Goal), $"graph {number}");
            Assert.True(graph.HasFairExecution(fairness, meeting: graph.All), $"graph {number}");
            Assert.False(Holds(graph with { Trigger = graph.All, Goal = 0 }, fairness), $"graph {number}");
            Assert.True(Holds(graph with { Trigger = graph.All, Goal = graph.All }, fairness), $"graph {number}");
            verified += recurs ? 1 : 0;
        }

        Assert.InRange(verified, Graphs / 40, Graphs);
    }

    [Fact]
    public void More_fairness_never_breaks_what_holds_with_less()
    {
        var random = new Random(99);
        for (var number = 0; number < Graphs; number++)
        {
            var graph = RandomGraph.Draw(random);
            var (none, weak, strong) = (Holds(graph, Fairness.None), Holds(graph, Fairness.Weak), Holds(graph, Fairness.Strong));
            Assert.True((!none || weak) && (!weak || strong), $"graph {number}");
        }
    }

    // The check alone, on a graph that one worker explored in this thread: there are many.
    private static bool Holds(RandomGraph graph, Fairness fairness)
    {
        var system = new RandomGraphModel(graph, fairness, isConditional: true).AsSystem();
        using var run = new SearchRun(system, new SearchOptions(), default);
        run.Workers[0].Start();
        run.Workers[0].Run();
        return LivenessCheck.FirstBroken(new LabelledGraph(run.Labels!), system.Liveness) is null;
    }

    [Stateless("Arrays that are drawn before it is explored.")]
    private sealed class RandomGraphModel(RandomGraph graph, Fairness fairness, bool isConditional) : Model<int>
    {
        public override IReadOnlyList<string> Actors { get; } =
            [.. Enumerable.Range(0, RandomGraph.MostActors).Select(actor => $"actor{actor}")];

        public override IReadOnlyList<LivenessProperty<int>> Liveness =>
        [
            new("random", fairness, state => RandomGraph.Has(graph.Goal, state),
                isConditional ? state => RandomGraph.Has(graph.Trigger, state) : null),
        ];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => graph.Edges
            .Where(edge => edge.From == state)
            .Select(edge => new ModelAction<int>(edge.Actor, "step", edge.To));

        public override bool MayEnd(int state) => true;
    }
}
