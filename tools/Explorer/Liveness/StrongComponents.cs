namespace Interlock.Explorer.Liveness;

/// <summary>
/// Splits a region of a graph into its strongly connected components (Tarjan 1972), on a stack of its own, because
/// paths are as long as the graph is large.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="regions">The region of each state. It may be changed for the states of a component that was found.</param>
internal sealed class StrongComponents(ISuccessors graph, int[] regions)
{
    private const int Closed = int.MaxValue;

    private readonly int[] order = new int[graph.Size];
    private readonly int[] low = new int[graph.Size];
    private readonly Stack<(int State, int Edge)> path = new();
    private int[] open = new int[64];
    private int openCount;
    private int clock;

    /// <summary>Gets the states of a component.</summary>
    public delegate void Component(ReadOnlySpan<int> states);

    /// <summary>Finds the components of a region, each once; edges that leave the region do not count.</summary>
    /// <param name="region">The region.</param>
    /// <param name="states">Its states.</param>
    /// <param name="found">Gets the components.</param>
    public void Find(int region, List<int> states, Component found)
    {
        clock = 0;
        foreach (var state in states)
        {
            order[state] = 0;
        }

        foreach (var state in states)
        {
            if (order[state] == 0)
            {
                Search(region, state, found);
            }
        }
    }

    private void Search(int region, int root, Component found)
    {
        Open(root);
        while (path.TryPop(out var step))
        {
            var (state, edge) = step;
            var successors = graph.Successors(state);
            if (edge < successors.Length)
            {
                path.Push((state, edge + 1));
                var next = (int)successors[edge];
                if (regions[next] == region && order[next] == 0)
                {
                    Open(next);
                }
                else if (regions[next] == region)
                {
                    low[state] = Math.Min(low[state], order[next]);
                }

                continue;
            }

            if (path.TryPeek(out var parent))
            {
                low[parent.State] = Math.Min(low[parent.State], low[state]);
            }

            if (low[state] == order[state])
            {
                Close(state, found);
            }
        }
    }

    private void Open(int state)
    {
        order[state] = low[state] = ++clock;
        path.Push((state, 0));
        if (openCount == open.Length)
        {
            Array.Resize(ref open, 2 * openCount);
        }

        open[openCount++] = state;
    }

    private void Close(int root, Component found)
    {
        var end = openCount;
        do
        {
            order[open[--openCount]] = Closed;
        }
        while (open[openCount] != root);

        found(open.AsSpan(openCount, end - openCount));
    }
}
