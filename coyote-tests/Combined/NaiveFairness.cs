using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Combined;

/// <summary>What can go on for ever in a graph, by definition.</summary>
/// <param name="states">How many states it has.</param>
/// <param name="edges">Its edges.</param>
/// <param name="vcpus">How many vCPUs take steps.</param>
internal sealed class NaiveFairness(int states, IReadOnlyList<NaiveEdge> edges, int vcpus)
{
    /// <summary>
    /// Whether a fair execution comes to stay within some states and some edges; one that ends in such a state goes on there for ever. All
    /// of these states can be reached.
    /// </summary>
    public bool HasExecution(Fairness fairness, Func<int, bool> state, Func<NaiveEdge, bool> edge)
    {
        var within = Enumerable.Range(0, states).Where(state).ToHashSet();
        var leaving = edges.Where(any => !any.IsUnprovoked).Select(any => any.From).ToHashSet();
        return within.Any(any => !leaving.Contains(any))
            || HasLoop(fairness, within, [.. edges.Where(edge)]);
    }

    private bool HasLoop(Fairness fairness, HashSet<int> within, List<NaiveEdge> allowed) => Components(within, allowed).Any(component =>
    {
        var inside = allowed.Where(edge => component.Contains(edge.From) && component.Contains(edge.To)).ToList();
        if (inside.Count == 0)
        {
            return false;
        }

        var enabled = Enumerable.Range(0, vcpus)
            .Select(vcpu => edges.Where(edge => !edge.IsUnprovoked && edge.Vcpu == vcpu && component.Contains(edge.From)).Select(edge => edge.From).ToHashSet())
            .ToList();
        var idle = Enumerable.Range(0, vcpus).Where(vcpu => inside.All(edge => edge.Vcpu != vcpu)).ToList();
        return fairness switch
        {
            Fairness.None => true,
            Fairness.Weak => idle.All(vcpu => enabled[vcpu].Count < component.Count),
            _ => idle.All(vcpu => enabled[vcpu].Count == 0)
                || HasLoop(fairness, [.. component.Where(state => idle.All(vcpu => !enabled[vcpu].Contains(state)))], inside),
        };
    });

    private static IEnumerable<HashSet<int>> Components(HashSet<int> within, List<NaiveEdge> allowed)
    {
        var inside = allowed.Where(edge => within.Contains(edge.From) && within.Contains(edge.To)).ToList();
        var (forwards, backwards) = (
            inside.ToLookup(edge => edge.From, edge => edge.To), inside.ToLookup(edge => edge.To, edge => edge.From));
        var left = within.ToHashSet();
        while (left.Count > 0)
        {
            var component = Reached(left.First(), left, forwards);
            component.IntersectWith(Reached(left.First(), left, backwards));
            yield return component;
            left.ExceptWith(component);
        }
    }

    private static HashSet<int> Reached(int from, HashSet<int> within, ILookup<int, int> next)
    {
        var reached = new HashSet<int> { from };
        var waiting = new Queue<int>(reached);
        while (waiting.TryDequeue(out var state))
        {
            foreach (var other in next[state])
            {
                if (within.Contains(other) && reached.Add(other))
                {
                    waiting.Enqueue(other);
                }
            }
        }

        return reached;
    }
}
