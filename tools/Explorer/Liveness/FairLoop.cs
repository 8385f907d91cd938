using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Liveness;

/// <summary>
/// A short fair loop inside a fair component, found at once: from its entry on, always to the nearest step that serves an actor who
/// has been starved so far, and then back to the entry. <see cref="ShortestLoop"/> looks for shorter ones.
/// </summary>
internal sealed class FairLoop
{
    private readonly LabelledGraph graph;
    private readonly FairComponents components;
    private readonly Fairness fairness;
    private readonly List<uint> labels = [];
    private int at;
    private ulong taken;
    private ulong ever;
    private ulong always;

    /// <summary>Looks for the loop.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="components">Its fair components.</param>
    /// <param name="fairness">What is asked.</param>
    /// <param name="entry">Where to begin.</param>
    public FairLoop(LabelledGraph graph, FairComponents components, Fairness fairness, int entry)
    {
        (this.graph, this.components, this.fairness) = (graph, components, fairness);
        at = entry;
        ever = always = graph.Enabled(entry);
        if (ever != 0)
        {
            Close(entry); // where nobody can take a step, what repeats is nothing
        }
    }

    /// <summary>How many edges were looked at.</summary>
    public long Work { get; private set; }

    /// <summary>The labels of its steps; see <see cref="LabelledLog"/>.</summary>
    public IReadOnlyList<uint> Labels => labels;

    private void Close(int entry)
    {
        do
        {
            var starved = FairComponents.Starved(fairness, taken, ever, always);
            Walk((label, next) => starved == 0 ? next == entry : Serves(starved, label, next));
        }
        while (at != entry || FairComponents.Starved(fairness, taken, ever, always) != 0);
    }

    private bool Serves(ulong starved, uint label, int next) =>
        ((starved >> LabelledLog.ActorOf(label)) & 1) != 0
        || (fairness == Fairness.Weak && (starved & ~graph.Enabled(next)) != 0);

    // Takes at least one step: the fewest to an edge that is wanted.
    private void Walk(Func<uint, int, bool> isWanted)
    {
        var reached = new Dictionary<int, (int From, uint Label)>();
        var queue = new Queue<int>([at]);
        while (queue.TryDequeue(out var from))
        {
            var successors = graph.Successors(from);
            var steps = graph.Labels(from);
            Work += successors.Length;
            for (var edge = 0; edge < successors.Length; edge++)
            {
                var next = (int)successors[edge];
                if (!components.AreTogether(from, next))
                {
                    continue;
                }

                if (isWanted(steps[edge], next))
                {
                    Take(reached, from, steps[edge], next);
                    return;
                }

                if (next != at && reached.TryAdd(next, (from, steps[edge])))
                {
                    queue.Enqueue(next);
                }
            }
        }

        throw new InvalidOperationException("a fair component without a fair loop");
    }

    private void Take(Dictionary<int, (int From, uint Label)> reached, int from, uint label, int to)
    {
        var steps = new List<(uint Label, int To)> { (label, to) };
        for (var state = from; state != at; state = reached[state].From)
        {
            steps.Add((reached[state].Label, state));
        }

        steps.Reverse();
        foreach (var step in steps)
        {
            labels.Add(step.Label);
            taken |= 1UL << LabelledLog.ActorOf(step.Label);
            ever |= graph.Enabled(step.To);
            always &= graph.Enabled(step.To);
        }

        at = to;
    }
}
