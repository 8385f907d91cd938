namespace Interlock.Explorer.Graphs;

/// <summary>Shortest ways and what is near, along the steps between nodes.</summary>
public static class Routes
{
    /// <summary>A shortest way between nodes.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="from">Where it may begin.</param>
    /// <param name="isGoal">Where it may end.</param>
    /// <returns>The nodes on it, both ends included; null if there is no way.</returns>
    public static IReadOnlyList<int>? Shortest(ISteps steps, IEnumerable<int> from, Func<int, bool> isGoal)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(isGoal);
        const int Unknown = -1;
        var previous = new int[steps.Count];
        Array.Fill(previous, Unknown);
        var (queue, next) = (new Queue<int>(), new List<int>());
        foreach (var node in from)
        {
            previous[node] = node;
            queue.Enqueue(node);
        }

        while (queue.TryDequeue(out var node))
        {
            if (isGoal(node))
            {
                return Back(previous, node);
            }

            next.Clear();
            steps.Forward(node, next);
            foreach (var to in next)
            {
                if (previous[to] == Unknown)
                {
                    previous[to] = node;
                    queue.Enqueue(to);
                }
            }
        }

        return null;
    }

    /// <summary>What is at most some steps away from nodes, nearest first: forward, backward or both.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="around">The nodes.</param>
    /// <param name="radius">How many steps.</param>
    /// <param name="forward">Whether to follow steps.</param>
    /// <param name="backward">Whether to follow steps against their direction.</param>
    /// <param name="most">How many nodes to find at most, beside the given ones.</param>
    /// <param name="left">How many more were met when there were enough; what lies behind them is not counted.</param>
    public static IReadOnlyList<int> Near(
        ISteps steps, IReadOnlyList<int> around, int radius, bool forward, bool backward, int most, out int left)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(around);
        var (found, met, next) = (new List<int>(), new HashSet<int>(around), new List<int>());
        var (ring, beyond) = (new List<int>(around), new HashSet<int>());
        for (var distance = 0; distance < radius && ring.Count > 0; distance++)
        {
            var outer = new List<int>();
            foreach (var node in ring)
            {
                next.Clear();
                if (forward)
                {
                    steps.Forward(node, next);
                }

                if (backward)
                {
                    steps.Backward(node, next);
                }

                foreach (var to in next.Where(to => !met.Contains(to)))
                {
                    if (found.Count < most)
                    {
                        met.Add(to);
                        found.Add(to);
                        outer.Add(to);
                    }
                    else
                    {
                        beyond.Add(to);
                    }
                }
            }

            ring = outer;
        }

        left = beyond.Count;
        return found;
    }

    private static List<int> Back(int[] previous, int node)
    {
        var way = new List<int> { node };
        while (previous[node] != node)
        {
            node = previous[node];
            way.Add(node);
        }

        way.Reverse();
        return way;
    }
}
