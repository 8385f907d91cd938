using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Liveness;

/// <summary>
/// Where a liveness property is broken: the components of states in which its goal is owed and never met, that a fair
/// execution can stay in for ever. Strong fairness is decided by refinement: states that enable an actor which takes no
/// step inside their component are taken out, and the rest is split again (Lichtenstein and Pnueli 1985; Emerson and
/// Lei 1987).
/// </summary>
internal sealed class FairComponents
{
    private const int Outside = 0;

    // Of a state: a positive region that is still to be split, a negative number of a fair component, or neither.
    private readonly int[] regions;
    private readonly LabelledGraph graph;
    private readonly Fairness fairness;
    private readonly Stack<(int Region, List<int> States)> unsplit = new();
    private int lastRegion;
    private int fairCount;

    public FairComponents(LabelledGraph graph, int property, Fairness fairness)
    {
        this.graph = graph;
        this.fairness = fairness;
        regions = new int[graph.Size];
        var components = new StrongComponents(graph, regions);
        unsplit.Push((++lastRegion, Owing(property)));
        while (unsplit.TryPop(out var next))
        {
            components.Find(next.Region, next.States, Judge);
        }
    }

    /// <summary>Whether there is any, and so the property is broken.</summary>
    public bool Any => fairCount < Outside;

    /// <summary>Whether a state belongs to one.</summary>
    public bool Has(int state) => regions[state] < Outside;

    /// <summary>Whether two states belong to the same one.</summary>
    public bool AreTogether(int one, int other) => Has(one) && regions[one] == regions[other];

    // The states in which the goal is owed: those of the trigger, and all that follow them while the goal is not met.
    private List<int> Owing(int property)
    {
        var owing = new List<int>();
        for (var state = 0; state < graph.Size; state++)
        {
            if (graph.Has(state) && graph.Owes(state, property))
            {
                regions[state] = lastRegion;
                owing.Add(state);
            }
        }

        for (var index = 0; index < owing.Count; index++)
        {
            foreach (var successor in graph.Successors(owing[index]))
            {
                var next = (int)successor;
                if (regions[next] == Outside && !graph.Meets(next, property))
                {
                    regions[next] = lastRegion;
                    owing.Add(next);
                }
            }
        }

        return owing;
    }

    private void Judge(ReadOnlySpan<int> component)
    {
        Mark(component, ++lastRegion);
        var (taken, ever, always, edges) = (0UL, 0UL, ulong.MaxValue, 0);
        foreach (var state in component)
        {
            var successors = graph.Successors(state);
            var labels = graph.Labels(state);
            for (var edge = 0; edge < successors.Length; edge++)
            {
                if (regions[successors[edge]] == lastRegion)
                {
                    edges++;
                    taken |= 1UL << LabelledLog.ActorOf(labels[edge]);
                }
            }

            var enabled = graph.Enabled(state);
            ever |= enabled;
            always &= enabled;
        }

        if (edges == 0)
        {
            // Nobody stays in a state from which all steps lead away. Where nobody can take a step, everybody stays.
            Mark(component, ever == 0 ? --fairCount : Outside);
            return;
        }

        var starved = Starved(fairness, taken, ever, always);
        if (starved == 0)
        {
            Mark(component, --fairCount);
        }
        else if (fairness == Fairness.Strong)
        {
            Refine(component, starved);
        }
        else
        {
            Mark(component, Outside); // an actor that is enabled everywhere here is enabled in every part
        }
    }

    /// <summary>The actors that make it unfair to repeat some steps for ever.</summary>
    /// <param name="fairness">What is asked.</param>
    /// <param name="taken">Whose steps are repeated.</param>
    /// <param name="ever">Who can take a step in some state on the way.</param>
    /// <param name="always">Who can take a step in every state on the way.</param>
    public static ulong Starved(Fairness fairness, ulong taken, ulong ever, ulong always) => fairness switch
    {
        Fairness.None => 0,
        Fairness.Weak => always & ~taken,
        Fairness.Strong => ever & ~taken,
        _ => throw new ArgumentOutOfRangeException(nameof(fairness), fairness, null),
    };

    private void Refine(ReadOnlySpan<int> component, ulong starved)
    {
        var rest = new List<int>();
        foreach (var state in component)
        {
            if ((graph.Enabled(state) & starved) == 0)
            {
                rest.Add(state);
            }
            else
            {
                regions[state] = Outside;
            }
        }

        unsplit.Push((lastRegion, rest));
    }

    private void Mark(ReadOnlySpan<int> component, int region)
    {
        foreach (var state in component)
        {
            regions[state] = region;
        }
    }
}
