using Interlock.Explorer.Graphs;

namespace Interlock.Viewer.Graphs;

/// <summary>A graph that does not change any more, with what can be said only then.</summary>
public sealed class WholeGraph
{
    private readonly ulong[]? lost;

    /// <summary>A graph whose exploration has ended.</summary>
    public WholeGraph(ExploredGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
        Steps = new StateSteps(graph);
        // Of an incomplete graph nobody knows what is out of reach.
        lost = graph.IsComplete && graph.System.Goals.Count > 0 ? StuckStates.Find(graph, Steps) : null;
    }

    /// <summary>The graph.</summary>
    public ExploredGraph Graph { get; }

    /// <summary>Its steps, in both directions.</summary>
    public StateSteps Steps { get; }

    /// <summary>The first goal that can never be met again from a state; null if all can, or if nobody knows.</summary>
    public int? LostAt(int state) => lost is null || lost[state] == 0 ? null : System.Numerics.BitOperations.TrailingZeroCount(lost[state]);

    /// <summary>The states from which some goal can never be met again: how many, and the first; null if there is none.</summary>
    public (int Count, int First)? Lost =>
        lost is null ? null : (lost.Count(goals => goals != 0), Array.FindIndex(lost, goals => goals != 0));
}
