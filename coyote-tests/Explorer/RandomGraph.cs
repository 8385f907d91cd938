using System.Numerics;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>A small graph whose edges belong to actors, and what can happen on it for ever, by brute force.</summary>
/// <param name="States">How many states; the first is initial.</param>
/// <param name="Edges">The edges; few enough to try all sets of them.</param>
/// <param name="Goal">The states that meet the goal, a bit each.</param>
/// <param name="Trigger">The states after which it is owed, a bit each.</param>
internal sealed record RandomGraph(int States, IReadOnlyList<Edge> Edges, int Goal, int Trigger)
{
    public const int MostActors = 3;
    private const int MostStates = 6;
    private const int MostEdges = 10;

    public int All => (1 << States) - 1;

    public static bool Has(int states, int state) => ((states >> state) & 1) != 0;

    public static RandomGraph Draw(Random random)
    {
        var states = random.Next(1, MostStates + 1);
        var actors = random.Next(2, MostActors + 1);
        var edges = Enumerable.Range(0, random.Next(0, MostEdges + 1))
            .Select(_ => new Edge(random.Next(states), random.Next(actors), random.Next(states)))
            .Distinct();

        // Goals are rare, so that many graphs have somewhere to avoid them.
        return new RandomGraph(states, [.. edges], Draw(random, states, 3), Draw(random, states, 2));
    }

    /// <summary>Whether a reachable state is one after which the goal is owed.</summary>
    public bool Triggers => (Reach(1, All) & Trigger) != 0;

    /// <summary>Whether somebody takes a step while the goal is owed.</summary>
    public bool OwesAtAStep(bool isConditional)
    {
        var owing = Reach(Reach(1, All) & (isConditional ? Trigger : All) & ~Goal, ~Goal);
        return Edges.Any(edge => Has(owing, edge.From));
    }

    /// <summary>Whether a fair execution owes the goal at some point and does not meet it then or later.</summary>
    public bool Breaks(Fairness fairness, bool isConditional)
    {
        var owing = Reach(1, All) & (isConditional ? Trigger : All) & ~Goal;
        return HasFairExecution(fairness, Reach(owing, ~Goal), within: ~Goal);
    }

    /// <summary>
    /// Whether a way of at most so many steps ends in a loop, fair and of its steps, on which a goal is owed and never met.
    /// </summary>
    public bool HasLasso(Fairness fairness, int most) => most >= 0 && HasLasso(fairness, most, [0], []);

    /// <summary>
    /// Whether a fair execution meets some states again and again, and in the end stays within others.
    /// </summary>
    public bool HasFairExecution(Fairness fairness, int meeting, int within = -1)
    {
        var reachable = Reach(1, All);
        var ends = Enumerable.Range(0, States).Any(
            state => Has(reachable & meeting & within, state) && Edges.All(edge => edge.From != state));
        return ends || Enumerable.Range(1, (1 << Edges.Count) - 1).Any(set =>
        {
            var repeated = Edges.Where((_, index) => Has(set, index)).ToList();
            var visited = repeated.Aggregate(0, (visited, edge) => visited | (1 << edge.From) | (1 << edge.To));
            return (visited & ~(reachable & within)) == 0
                && (visited & meeting) != 0
                && IsConnected(repeated, visited)
                && IsFair(fairness, repeated, visited);
        });
    }

    private bool HasLasso(Fairness fairness, int most, List<int> states, List<Edge> way)
    {
        var end = states[^1];
        if (Enumerable.Range(0, states.Count).Any(loop => states[loop] == end && IsLasso(fairness, loop, states, way)))
        {
            return true;
        }

        return way.Count < most && Edges.Where(edge => edge.From == end)
            .Any(edge => HasLasso(fairness, most, [.. states, edge.To], [.. way, edge]));
    }

    private bool IsLasso(Fairness fairness, int loop, List<int> states, List<Edge> way)
    {
        var lastMet = states.FindLastIndex(state => Has(Goal, state));
        var isOwed = lastMet < loop && states.FindIndex(lastMet + 1, state => Has(Trigger, state)) >= 0;
        var ends = loop == way.Count && Edges.All(edge => edge.From != states[^1]);
        var repeated = way.Skip(loop).ToList();
        var visited = repeated.Aggregate(0, (visited, edge) => visited | (1 << edge.From) | (1 << edge.To));
        return isOwed && (ends || (repeated.Count > 0 && IsFair(fairness, repeated, visited)));
    }

    private static int Draw(Random random, int states, int oneIn) => Enumerable.Range(0, states)
        .Aggregate(0, (drawn, state) => drawn | (random.Next(oneIn) == 0 ? 1 << state : 0));

    private static int Reach(int from, int within, IReadOnlyList<Edge> edges)
    {
        for (var reached = from; ; from = reached)
        {
            foreach (var edge in edges)
            {
                reached |= Has(reached, edge.From) ? (1 << edge.To) & within : 0;
            }

            if (reached == from)
            {
                return reached;
            }
        }
    }

    // From every state on them, the edges lead to every other.
    private static bool IsConnected(List<Edge> edges, int visited) => Enumerable.Range(0, MostStates)
        .Where(state => Has(visited, state))
        .All(state => Reach(1 << state, visited, edges) == visited);

    private bool IsFair(Fairness fairness, List<Edge> repeated, int visited) =>
        fairness == Fairness.None || Enumerable.Range(0, MostActors).All(actor =>
        {
            var enabled = Edges.Where(edge => edge.Actor == actor).Aggregate(0, (states, edge) => states | (1 << edge.From));
            var moves = repeated.Any(edge => edge.Actor == actor);
            return moves || (fairness == Fairness.Weak
                ? BitOperations.PopCount((uint)(visited & ~enabled)) > 0
                : (visited & enabled) == 0);
        });

    private int Reach(int from, int within) => Reach(from, within, Edges);
}

/// <summary>An edge of a <see cref="RandomGraph"/>.</summary>
internal readonly record struct Edge(int From, int Actor, int To);
