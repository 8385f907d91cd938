using System.Numerics;
using System.Threading;
using Interlock.Explorer.States;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Minimizing;

/// <summary>
/// Whether an execution that can no longer reach a goal has come to rest: whatever follows leads back. The first state from which a goal
/// is lost may be the very first; a reader needs to see what is left in the end, as in the counterexamples of a search.
/// </summary>
/// <param name="system">The system.</param>
/// <param name="stop">Ends the search; the state then does not count as at rest.</param>
internal sealed class RestingStates(TransitionSystem system, CancellationToken stop)
{
    private readonly Expansion expansion = new(system.Width, system.Witnesses.Count, wide: true);
    private readonly ulong all = system.Goals.Count == 64 ? ulong.MaxValue : (1UL << system.Goals.Count) - 1;

    /// <summary>The first goal that is lost at a state where the system is at rest; null if none is, or it is not at rest.</summary>
    /// <param name="state">The state.</param>
    /// <param name="transitions">How many transitions were looked at.</param>
    public int? LostAt(ulong[] state, out long transitions)
    {
        var met = system.GoalsMet(state);
        transitions = 0;
        using var visited = VisitedSet.Create(FingerprintKind.Bits128, workers: 1, numbered: true);
        var words = new List<ulong[]?> { null };
        var backwards = new List<List<int>> { new() };
        var numbers = new Dictionary<uint, int>();
        words[0] = state;
        for (var at = 0; at < words.Count && met != all && !stop.IsCancellationRequested; at++)
        {
            system.Expand(words[at]!, expansion);
            words[at] = at == 0 ? state : null;
            visited.Add(expansion, 0);
            transitions += expansion.Count;
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                if (expansion[successor].IsUnprovoked)
                {
                    continue;
                }

                met |= expansion[successor].Goals | system.GoalsMet(expansion.State(successor));
                var isRoot = expansion.State(successor).SequenceEqual(state);
                if (!numbers.TryGetValue(expansion[successor].Id, out var number))
                {
                    number = isRoot ? 0 : words.Count;
                    numbers[expansion[successor].Id] = number;
                    if (!isRoot)
                    {
                        words.Add(expansion.State(successor).ToArray());
                        backwards.Add([]);
                    }
                }

                backwards[number].Add(at);
            }
        }

        return met == all || stop.IsCancellationRequested || !AllLeadTo(0, backwards) ? null : BitOperations.TrailingZeroCount(~met);
    }

    private static bool AllLeadTo(int state, List<List<int>> backwards)
    {
        var reached = new HashSet<int> { state };
        var waiting = new Stack<int>(reached);
        while (waiting.TryPop(out var next))
        {
            foreach (var before in backwards[next].Where(reached.Add))
            {
                waiting.Push(before);
            }
        }

        return reached.Count == backwards.Count;
    }
}
