using Interlock.Explorer.Graphs;

namespace Interlock.Viewer.Graphs;

/// <summary>What the viewer draws as nodes: the states of a graph, or classes of them.</summary>
public abstract class Nodes
{
    /// <summary>The steps between them, as far as they are known.</summary>
    public abstract ISteps Steps { get; }

    /// <summary>A node.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="colour">What a fact is in a state, by which nodes are coloured; null if they are not.</param>
    public abstract NodeView View(int id, FactColumn? colour);

    /// <summary>A node with all that is known of it.</summary>
    public abstract NodeDetails Details(int id);

    /// <summary>The edges from a node to others, and to itself.</summary>
    /// <param name="from">The node.</param>
    /// <param name="to">Where they may lead.</param>
    public abstract IEnumerable<EdgeView> Edges(int from, IReadOnlySet<int> to);

    /// <summary>The node that a state is, or is in.</summary>
    public abstract int Of(int state);

    /// <summary>The nodes that executions begin in.</summary>
    public abstract IReadOnlyList<int> Initial { get; }

    /// <summary>A part of the graph.</summary>
    /// <param name="ids">Nodes of it.</param>
    /// <param name="grown">Nodes of it that are near others.</param>
    /// <param name="left">How many more are near.</param>
    /// <param name="colour">By what nodes are coloured; null if they are not.</param>
    public PartView Part(IEnumerable<int> ids, IEnumerable<int> grown, int left, FactColumn? colour)
    {
        var shown = ids.Concat(grown).ToHashSet();
        return new PartView(
            [.. shown.Order().Select(id => View(id, colour))],
            [.. shown.Order().SelectMany(from => Edges(from, shown))],
            left);
    }

    /// <summary>How many different nodes there are.</summary>
    protected int Distinct(Action<int, List<int>> steps, int id)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var found = new List<int>();
        steps(id, found);
        return found.Distinct().Count();
    }
}
