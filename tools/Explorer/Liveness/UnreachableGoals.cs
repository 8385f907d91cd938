using System.Numerics;
using System.Threading;
using Interlock.Explorer.States;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Liveness;

/// <summary>Decides for one state whether every goal can still be reached from it, by exploring all that follows.</summary>
internal static class UnreachableGoals
{
    /// <summary>The first goal that cannot be reached; null if all can.</summary>
    public static int? From(TransitionSystem system, ReadOnlySpan<ulong> state, CancellationToken stop)
    {
        var missing = system.Goals.Count == 64 ? ulong.MaxValue : (1UL << system.Goals.Count) - 1;
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: true);
        using var visited = VisitedSet.Create(FingerprintKind.Bits128, workers: 1, numbered: false);
        var waiting = new Queue<ulong[]>([state.ToArray()]);
        while (missing != 0 && waiting.TryDequeue(out var next))
        {
            stop.ThrowIfCancellationRequested();
            missing &= ~system.GoalsMet(next);
            system.Expand(next, expansion);
            visited.Add(expansion, 0);
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                if (expansion[successor].IsUnprovoked)
                {
                    continue;
                }

                missing &= ~expansion[successor].Goals;
                if (expansion[successor].IsNew)
                {
                    waiting.Enqueue(expansion.State(successor).ToArray());
                }
            }
        }

        return missing == 0 ? null : BitOperations.TrailingZeroCount(missing);
    }
}
