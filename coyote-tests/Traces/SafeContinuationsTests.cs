using Interlock.CoyoteTests.Explorer;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>
/// Whether an execution can still go well, against brute force on small random graphs: an execution that goes on for ever repeats a
/// strongly connected set of edges in the end, so all of those are tried, by the definition.
/// </summary>
public sealed class SafeContinuationsTests
{
    private const int Graphs = 3000;

    [Fact]
    public void The_search_agrees_with_brute_force()
    {
        var random = new Random(2_026);
        var answers = new Dictionary<bool, int>();
        for (var number = 0; number < Graphs; number++)
        {
            // States of the trigger are broken, and so is an end that does not meet the goal; and the goal must stay reachable.
            var graph = RandomGraph.Draw(random);
            graph = graph with { Trigger = graph.Trigger & ~1 };
            var system = new GoingWell(graph, hasGoal: number % 2 == 0).AsSystem();
            using var continuations = new SafeContinuations(system, 0, [], maxStates: 1000, _ => { }, default);

            var safe = continuations.Exists(0, out var first);

            var expected = GoesWell(graph, number % 2 == 0);
            Assert.True(safe == expected, $"graph {number}: {safe}, and by brute force {expected}");
            Assert.True(safe == true || first is null, $"graph {number}");
            answers[safe!.Value] = answers.GetValueOrDefault(safe.Value) + 1;
        }

        Assert.All([true, false], answer => Assert.InRange(answers[answer], Graphs / 10, Graphs));
    }

    [Fact]
    public void The_first_step_of_a_safe_continuation_leads_to_where_one_begins()
    {
        var random = new Random(12);
        var steps = 0;
        for (var number = 0; number < Graphs; number++)
        {
            var graph = RandomGraph.Draw(random);
            graph = graph with { Trigger = graph.Trigger & ~1 };
            var system = new GoingWell(graph, hasGoal: true).AsSystem();
            using var continuations = new SafeContinuations(system, 0, [], maxStates: 1000, _ => { }, default);
            if (continuations.Exists(0, out var first) == true && first is { } choice)
            {
                using var after = new SafeContinuations(system, 0, [choice], maxStates: 1000, _ => { }, default);
                Assert.True(after.Exists(1, out _), $"graph {number}");
                steps++;
            }
        }

        Assert.InRange(steps, Graphs / 10, Graphs);
    }

    // Some execution without a broken state ends well, or repeats for ever, weakly fairly, what meets the goal.
    private static bool GoesWell(RandomGraph graph, bool hasGoal)
    {
        var whole = graph.Edges.Where(edge => !RandomGraph.Has(graph.Trigger, edge.From) && !RandomGraph.Has(graph.Trigger, edge.To))
            .ToList();
        var reachable = 1;
        for (var round = 0; round < graph.States; round++)
        {
            reachable = whole.Aggregate(
                reachable, (reached, edge) => RandomGraph.Has(reached, edge.From) ? reached | (1 << edge.To) : reached);
        }

        var endsWell = Enumerable.Range(0, graph.States).Any(state => RandomGraph.Has(reachable & graph.Goal, state)
            && graph.Edges.All(edge => edge.From != state));
        return endsWell || Enumerable.Range(1, (1 << whole.Count) - 1).Any(set =>
        {
            var repeated = whole.Where((_, index) => RandomGraph.Has(set, index)).ToList();
            var visited = repeated.Aggregate(0, (visited, edge) => visited | (1 << edge.From) | (1 << edge.To));
            return (visited & ~reachable) == 0
                && (!hasGoal || (visited & graph.Goal) != 0)
                && IsConnected(repeated, visited)
                && Enumerable.Range(0, RandomGraph.MostActors).All(actor =>
                    repeated.Any(edge => edge.Actor == actor)
                    || Enumerable.Range(0, graph.States).Any(state => RandomGraph.Has(visited, state)
                        && !graph.Edges.Any(edge => edge.From == state && edge.Actor == actor)));
        });
    }

    private static bool IsConnected(List<Edge> edges, int visited) => Enumerable.Range(0, 8)
        .Where(state => RandomGraph.Has(visited, state))
        .All(state =>
        {
            var reached = 1 << state;
            for (var round = 0; round < 8; round++)
            {
                reached = edges.Aggregate(reached, (now, edge) => RandomGraph.Has(now, edge.From) ? now | (1 << edge.To) : now);
            }

            return (reached & visited) == visited;
        });

    [Stateless("Arrays that are drawn before it is explored.")]
    private sealed class GoingWell(RandomGraph graph, bool hasGoal) : Model<int>
    {
        public override IReadOnlyList<string> Actors { get; } =
            [.. Enumerable.Range(0, RandomGraph.MostActors).Select(actor => $"actor{actor}")];

        public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants =>
            [("unbroken", state => !RandomGraph.Has(graph.Trigger, state))];

        public override IReadOnlyList<(string Name, Func<int, bool> Met)> Goals =>
            hasGoal ? [("goal", state => RandomGraph.Has(graph.Goal, state))] : [];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => graph.Edges
            .Where(edge => edge.From == state)
            .Select(edge => new ModelAction<int>(edge.Actor, "step", edge.To));

        public override bool MayEnd(int state) => RandomGraph.Has(graph.Goal, state);
    }
}
