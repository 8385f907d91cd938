using System.Threading;
using Interlock.Explorer.Search;
using Interlock.Models.Systems;

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

/// <summary>The states and transitions of a system, as far as they were collected.</summary>
/// <param name="Nodes">The states, in breadth-first order.</param>
/// <param name="Edges">The transitions between them, in the order in which they were found.</param>
/// <param name="Left">How many collected states were not expanded because of the bound; zero if the graph is complete.</param>
public sealed record StateGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, long Left)
{
    /// <summary>Collects a graph breadth first, comparing whole states.</summary>
    /// <param name="system">The system.</param>
    /// <param name="maxStates">States after which not to expand any more.</param>
    /// <param name="stop">Ends the collection early; the graph is then incomplete.</param>
    public static StateGraph Collect(TransitionSystem system, long maxStates, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        var nodes = new List<GraphNode>();
        var states = new List<ulong[]>();
        var edges = new List<GraphEdge>();
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        using var visited = VisitedSet.Create(FingerprintKind.Exact, workers: 1, numbered: true);

        void Keep(int? from, int depth)
        {
            visited.Add(expansion, 0);
            for (var index = 0; index < expansion.Count; index++)
            {
                ref var successor = ref expansion[index];
                var state = expansion.State(index);
                if (successor.IsNew)
                {
                    var broken = system.Check(state)?.Property;
                    nodes.Add(new GraphNode((int)successor.Id, depth, from is null, broken, system.Describe(state)));
                    states.Add(state.ToArray());
                }

                var id = (int)successor.Id;
                if (successor.Violation is { } violation)
                {
                    nodes[id] = nodes[id] with { Violation = nodes[id].Violation ?? violation.Property };
                }

                if (from is { } source)
                {
                    var transition = system.Describe(expansion, index);
                    var operation = string.Join("; ", transition.Further.Select(next => next.Operation).Prepend(transition.Operation));
                    edges.Add(new GraphEdge(source, id, system.Actors[transition.Actor], operation, transition.Site));
                }
            }
        }

        system.Start(expansion);
        Keep(null, 0);
        var next = 0;
        while (next < nodes.Count && nodes.Count <= maxStates && !stop.IsCancellationRequested)
        {
            system.Expand(states[next], expansion);
            if (expansion.Count == 0 && system.CheckStopped(states[next]) is { } stopped)
            {
                nodes[next] = nodes[next] with { Violation = nodes[next].Violation ?? stopped.Property };
            }

            Keep(next, nodes[next].Depth + 1);
            next++;
        }

        return new StateGraph(nodes, edges, nodes.Count - next);
    }
}
