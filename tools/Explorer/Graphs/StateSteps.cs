namespace Interlock.Explorer.Graphs;

/// <summary>
/// The steps between the states of a graph in both directions: four bytes a step and a state more than the graph itself. It speaks of the
/// graph as it was when this was made.
/// </summary>
public sealed class StateSteps : ISteps
{
    private readonly ExploredGraph graph;
    private readonly int[] ends;
    private readonly int[] sources;

    /// <summary>The steps of a graph as far as it was explored.</summary>
    public StateSteps(ExploredGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        this.graph = graph;
        Count = graph.Count;
        sources = new int[graph.Steps];
        ends = new int[Count];
        Visit((_, to) => ends[to]++);
        for (int node = 0, sum = 0; node < Count; node++)
        {
            (ends[node], sum) = (sum, sum + ends[node]);
        }

        Visit((from, to) => sources[ends[to]++] = from); // which moves each start to its end
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>States from which a step leads into a state, in ascending order; several times if several do.</summary>
    public ReadOnlySpan<int> Sources(int node) => sources.AsSpan((node == 0 ? 0 : ends[node - 1])..ends[node]);

    /// <inheritdoc/>
    public void Forward(int node, List<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        for (var index = 0; index < graph.StepsOf(node); index++)
        {
            var to = graph.Step(node, index).To;
            if (to != node)
            {
                into.Add(to);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(int node, List<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        foreach (var from in Sources(node))
        {
            if (from != node)
            {
                into.Add(from);
            }
        }
    }

    private void Visit(Action<int, int> step)
    {
        for (var from = 0; from < Count; from++)
        {
            for (var index = 0; index < graph.StepsOf(from); index++)
            {
                step(from, graph.Step(from, index).To);
            }
        }
    }
}
