using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Liveness;

/// <summary>
/// The shortest fair loop through a state of a fair component that owes the goal: breadth first through states with what the way to
/// them has settled. Every fair loop on which the goal is owed lies in one component, so none is missed.
/// </summary>
internal sealed class ShortestLoop
{
    private readonly LabelledGraph graph;
    private readonly FairComponents components;
    private readonly int property;
    private readonly Fairness fairness;
    private readonly List<Step> steps = [];
    private readonly HashSet<Way> seen = [];

    /// <summary>Looks for the loop.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="components">Its fair components.</param>
    /// <param name="property">The property that is broken there.</param>
    /// <param name="fairness">What is asked.</param>
    /// <param name="entry">Where it begins and ends.</param>
    /// <param name="isOwed">Whether the goal is owed there; if not, it must come to be owed on the loop.</param>
    /// <param name="limit">The most steps of a loop that is of use.</param>
    /// <param name="mostWork">The most edges to look at.</param>
    public ShortestLoop(
        LabelledGraph graph, FairComponents components, int property, Fairness fairness, int entry, bool isOwed, int limit, long mostWork)
    {
        (this.graph, this.components, this.property, this.fairness) = (graph, components, property, fairness);
        var enabled = graph.Enabled(entry);
        if (enabled == 0)
        {
            // Where nobody can take a step, what repeats is nothing.
            Labels = isOwed && limit >= 0 ? [] : null;
            return;
        }

        var start = Settle(new Way(entry, 0, 0, isOwed), entry, 0, enabled);
        seen.Add(start);
        steps.Add(new Step(start, -1, 0, 0));
        for (var at = 0; at < steps.Count && steps[at].Length < limit && Labels is null; at++)
        {
            if (Work > mostWork)
            {
                IsDecided = false;
                return;
            }

            Extend(at, entry);
        }
    }

    /// <summary>The labels of its steps; see <see cref="LabelledLog"/>. Null if there is none within the limit.</summary>
    public IReadOnlyList<uint>? Labels { get; private set; }

    /// <summary>Whether the work sufficed to tell.</summary>
    public bool IsDecided { get; } = true;

    /// <summary>How many edges were looked at.</summary>
    public long Work { get; private set; }

    private void Extend(int at, int entry)
    {
        var way = steps[at].Way;
        var successors = graph.Successors(way.State);
        var labels = graph.Labels(way.State);
        Work += successors.Length;
        for (var edge = 0; edge < successors.Length; edge++)
        {
            var next = (int)successors[edge];
            if (!components.AreTogether(way.State, next))
            {
                continue;
            }

            var settled = Settle(way, next, 1UL << LabelledLog.ActorOf(labels[edge]), graph.Enabled(next));
            if (next == entry && settled.IsOwed && IsFair(settled))
            {
                Labels = To(at, labels[edge]);
                return;
            }

            if (seen.Add(settled))
            {
                steps.Add(new Step(settled, at, labels[edge], steps[at].Length + 1));
            }
        }
    }

    // Of weak fairness it matters who has taken a step or could not take one; of strong fairness, who has taken one and who could.
    private Way Settle(Way way, int next, ulong taken, ulong enabled) => new(
        next,
        fairness == Fairness.None ? 0 : way.Taken | taken | (fairness == Fairness.Weak ? ~enabled : 0),
        fairness == Fairness.Strong ? way.Ever | enabled : 0,
        way.IsOwed || graph.Owes(next, property));

    private bool IsFair(Way way) => fairness switch
    {
        Fairness.None => true,
        Fairness.Weak => way.Taken == ulong.MaxValue,
        Fairness.Strong => (way.Ever & ~way.Taken) == 0,
        _ => throw new ArgumentOutOfRangeException(nameof(way), fairness, null),
    };

    private List<uint> To(int last, uint label)
    {
        var labels = new List<uint> { label };
        for (var at = last; at > 0; at = steps[at].From)
        {
            labels.Add(steps[at].Label);
        }

        labels.Reverse();
        return labels;
    }

    private readonly record struct Way(int State, ulong Taken, ulong Ever, bool IsOwed);

    private readonly record struct Step(Way Way, int From, uint Label, int Length);
}
