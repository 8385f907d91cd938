using System.Threading;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Graphs;

/// <summary>A state of a graph.</summary>
/// <param name="Id">Its number, from zero, in breadth-first order.</param>
/// <param name="Depth">Its distance from the start.</param>
/// <param name="IsInitial">Whether executions begin here.</param>
/// <param name="Violation">What it breaks, or what a step into it breaks; null if nothing.</param>
/// <param name="Values">Its named values.</param>
public sealed record GraphNode(
    int Id, int Depth, bool IsInitial, string? Violation, IReadOnlyList<NamedValue> Values);

/// <summary>A transition of a graph.</summary>
/// <param name="From">The state that it leaves.</param>
/// <param name="To">The state that it leads to.</param>
/// <param name="Actor">Whose step it is.</param>
/// <param name="Operation">What is done.</param>
/// <param name="Site">File and line.</param>
public sealed record GraphEdge(int From, int To, string Actor, string Operation, string Site);

/// <summary>The states and transitions of a system in words, as far as they were collected.</summary>
/// <param name="Nodes">The states, in breadth-first order.</param>
/// <param name="Edges">The transitions between them, in the order in which they were found.</param>
/// <param name="Left">How many collected states were not expanded because of the bound; zero if the graph is complete.</param>
public sealed record StateGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, long Left)
{
    /// <summary>Collects a graph breadth first.</summary>
    /// <param name="system">The system.</param>
    /// <param name="maxStates">States after which not to expand any more.</param>
    /// <param name="stop">Ends the collection early; the graph is then incomplete.</param>
    public static StateGraph Collect(TransitionSystem system, long maxStates, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        using var graph = new ExploredGraph(system);
        while (graph.Explore(graph.Count == 0 ? 0 : 1) && graph.Count <= maxStates && !stop.IsCancellationRequested)
        {
        }

        return Of(graph);
    }

    /// <summary>Puts a graph into words.</summary>
    public static StateGraph Of(ExploredGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var (nodes, edges) = (new List<GraphNode>(), new List<GraphEdge>());
        var words = new GraphText(graph);
        for (var id = 0; id < graph.Count; id++)
        {
            nodes.Add(new GraphNode(id, graph.DepthOf(id), id < graph.Initial, graph.BrokenBy(id), words.ValuesOf(id)));
            edges.AddRange(words.StepsOf(id).Select((step, index) => new GraphEdge(
                id, graph.Step(id, index).To, graph.System.Actors[step.Actor], GraphText.OperationOf(step), step.Site)));
        }

        return new StateGraph(nodes, edges, graph.Count - graph.Expanded);
    }
}
