namespace Interlock.Explorer.Graphs;

/// <summary>The states of a complete graph from which some goal of the system can never be met again.</summary>
public static class StuckStates
{
    /// <summary>Finds them.</summary>
    /// <param name="graph">The graph; it must be complete.</param>
    /// <param name="steps">Its steps.</param>
    /// <returns>For each state the goals that are lost there, a bit each; null if none is lost anywhere.</returns>
    public static ulong[]? Find(ExploredGraph graph, StateSteps steps)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(steps);
        ulong[]? lost = null;
        for (var goal = 0; goal < graph.System.Goals.Count; goal++)
        {
            var reaches = Reaching(graph, steps, 1UL << goal);
            for (var state = 0; state < reaches.Length; state++)
            {
                if (!reaches[state])
                {
                    lost ??= new ulong[reaches.Length];
                    lost[state] |= 1UL << goal;
                }
            }
        }

        return lost;
    }

    private static bool[] Reaching(ExploredGraph graph, StateSteps steps, ulong goal)
    {
        var (reaches, queue) = (new bool[graph.Count], new Queue<int>());
        for (var state = 0; state < reaches.Length; state++)
        {
            if ((graph.GoalsOf(state) & goal) != 0)
            {
                reaches[state] = true;
                queue.Enqueue(state);
            }
        }

        while (queue.TryDequeue(out var state))
        {
            foreach (var from in steps.Sources(state))
            {
                if (!reaches[from] && graph.IsProvoked(from, state))
                {
                    reaches[from] = true;
                    queue.Enqueue(from);
                }
            }
        }

        return reaches;
    }
}
