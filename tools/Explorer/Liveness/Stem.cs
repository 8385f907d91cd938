namespace Interlock.Explorer.Liveness;

/// <summary>
/// The shortest execution into a fair component on which the property's goal is owed at the end, and of those the one
/// with the smallest choices. Breadth first, through states in two phases: before the goal is owed, and since.
/// </summary>
internal sealed class Stem
{
    private const int Before = 1;
    private const int Since = 2;

    private readonly LabelledGraph graph;
    private readonly int property;
    private readonly byte[] seen;
    private readonly Dictionary<(int State, int Phase), (int From, int Phase, uint Label)> reached = [];
    private readonly Queue<(int State, int Phases)> queue = new();

    public Stem(LabelledGraph graph, FairComponents components, int property)
    {
        (this.graph, this.property) = (graph, property);
        seen = new byte[graph.Size];
        for (var initial = 0; initial < graph.Initial.Count; initial++)
        {
            Reach(-1, Before, (uint)initial, graph.Initial[initial]);
        }

        while (queue.TryDequeue(out var next))
        {
            if ((next.Phases & Since) != 0 && components.Has(next.State))
            {
                Trace(next.State);
                return;
            }

            var successors = graph.Successors(next.State);
            var labels = graph.Labels(next.State);
            for (var edge = 0; edge < successors.Length; edge++)
            {
                Reach(next.State, next.Phases, labels[edge], (int)successors[edge]);
            }
        }

        throw new InvalidOperationException("a fair component that no execution leads to");
    }

    /// <summary>Which initial state it begins in.</summary>
    public int Initial { get; private set; }

    /// <summary>The labels of its steps; see <see cref="LabelledLog"/>.</summary>
    public List<uint> Labels { get; } = [];

    /// <summary>The state that it leads to.</summary>
    public int End { get; private set; }

    private void Reach(int from, int phases, uint label, int state)
    {
        var isSince = graph.Owes(state, property) || ((phases & Since) != 0 && !graph.Meets(state, property));
        var now = ((phases & Before) | (isSince ? Since : 0)) & ~seen[state];
        if (now == 0)
        {
            return;
        }

        seen[state] |= (byte)now;
        queue.Enqueue((state, now));
        for (var phase = Before; phase <= Since; phase++)
        {
            if ((now & phase) != 0)
            {
                reached[(state, phase)] = (from, phase == Since && (phases & Since) != 0 ? Since : Before, label);
            }
        }
    }

    private void Trace(int end)
    {
        End = end;
        var step = reached[(end, Since)];
        for (; step.From >= 0; step = reached[(step.From, step.Phase)])
        {
            Labels.Add(step.Label);
        }

        Initial = (int)step.Label;
        Labels.Reverse();
    }
}
