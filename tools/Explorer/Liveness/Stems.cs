namespace Interlock.Explorer.Liveness;

/// <summary>
/// The shortest executions into each state of a fair component, nearest states first: at their end the property's goal is
/// owed, or comes to be owed on the loop. Breadth first in the order of choices, through states in two phases: before the goal
/// is owed, and since.
/// </summary>
internal sealed class Stems
{
    private const int Before = 1;
    private const int Since = 2;

    private readonly LabelledGraph graph;
    private readonly FairComponents components;
    private readonly int property;
    private readonly byte[] seen;
    private readonly Dictionary<(int State, int Phase), (int From, int Phase, uint Label)> reached = [];
    private readonly Queue<(int State, int Phases, int Length)> queue = new();

    public Stems(LabelledGraph graph, FairComponents components, int property)
    {
        (this.graph, this.components, this.property) = (graph, components, property);
        seen = new byte[graph.Size];
        for (var initial = 0; initial < graph.Initial.Count; initial++)
        {
            Reach(-1, Before, (uint)initial, graph.Initial[initial], 0);
        }
    }

    /// <summary>The states that they lead to, whether the goal is owed there, and their lengths.</summary>
    public IEnumerable<(int End, bool IsOwed, int Length)> Ends()
    {
        while (queue.TryDequeue(out var next))
        {
            if (components.Has(next.State))
            {
                yield return (next.State, (next.Phases & Since) != 0, next.Length);
            }

            for (var edge = 0; edge < graph.Successors(next.State).Length; edge++)
            {
                Reach(
                    next.State,
                    next.Phases,
                    graph.Labels(next.State)[edge],
                    (int)graph.Successors(next.State)[edge],
                    next.Length + 1);
            }
        }
    }

    /// <summary>The execution to a state: the initial state that it begins in, and the labels of its steps.</summary>
    public (int Initial, IReadOnlyList<uint> Labels) To(int end, bool isOwed)
    {
        var labels = new List<uint>();
        var step = reached[(end, isOwed ? Since : Before)];
        for (; step.From >= 0; step = reached[(step.From, step.Phase)])
        {
            labels.Add(step.Label);
        }

        labels.Reverse();
        return ((int)step.Label, labels);
    }

    private void Reach(int from, int phases, uint label, int state, int length)
    {
        var isSince = graph.Owes(state, property) || ((phases & Since) != 0 && !graph.Meets(state, property));
        var now = ((phases & Before) | (isSince ? Since : 0)) & ~seen[state];
        if (now == 0)
        {
            return;
        }

        seen[state] |= (byte)now;
        queue.Enqueue((state, now, length));
        for (var phase = Before; phase <= Since; phase++)
        {
            if ((now & phase) != 0)
            {
                reached[(state, phase)] = (from, phase == Since && (phases & Since) != 0 ? Since : Before, label);
            }
        }
    }
}
