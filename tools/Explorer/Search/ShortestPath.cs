using System.Threading;
using Interlock.Explorer.States;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Search;

/// <summary>
/// The canonical counterexample: the shortest execution that breaks a property, and of those the one with the
/// smallest choices. One worker, breadth first in the order of choices, remembering how each state was reached; so it
/// does not depend on how the violation was found first, by how many workers, or in which order.
/// </summary>
internal sealed class ShortestPath(
    TransitionSystem system, FingerprintKind kind, FingerprintKey key, Func<Expansion, int, Violation?>? isBad)
{
    private readonly List<uint> parents = [];
    private readonly List<Choice> choices = [];
    private Violation? violation;
    private uint last;
    private Choice? lastChoice;
    private int length = int.MaxValue;

    /// <summary>Distinct states that the search has seen.</summary>
    public long States => parents.Count;

    /// <summary>Transitions that it has followed.</summary>
    public long Transitions { get; private set; }

    /// <summary>The depth it has reached.</summary>
    public int Depth { get; private set; }

    /// <summary>How many states it has seen at each depth.</summary>
    public DepthCounts Depths { get; } = new();

    /// <summary>How often each witness was seen.</summary>
    public long[] Witnesses { get; private set; } = [];

    /// <summary>Searches until it has found the counterexample; null if it is stopped, or there is none.</summary>
    public Counterexample? Find(CancellationToken stop)
    {
        var expansion = new Expansion(system.Width, system.Witnesses.Count, kind == FingerprintKind.Bits128, key);
        using var visited = VisitedSet.Create(kind, workers: 1, numbered: true);
        var queue = new BreadthFirstFrontier(system.Width, workers: 1);
        var record = new ulong[Frontier.Header + system.Width];
        system.Start(expansion);
        Keep(expansion, visited, queue, null, 0);
        while (length > 0 && !stop.IsCancellationRequested
            && (queue.TryTake(0, record) || (queue.Wait(0, stop) && queue.TryTake(0, record))))
        {
            var header = record[0];
            var depth = Frontier.DepthOf(header);
            if (depth >= length)
            {
                break; // whatever is found from here on is no shorter
            }

            Depth = depth;
            var state = record.AsSpan(Frontier.Header);
            system.Expand(state, expansion);
            Transitions += expansion.Count;
            if (expansion.IsStopped && system.CheckStopped(state) is { } stopped)
            {
                Offer(stopped, depth, Frontier.IdOf(header), null);
            }

            Keep(expansion, visited, queue, Frontier.IdOf(header), depth + 1);
        }

        Witnesses = expansion.Witnesses.ToArray();
        return violation is null || stop.IsCancellationRequested ? null : Path();
    }

    private void Keep(Expansion expansion, VisitedSet visited, BreadthFirstFrontier queue, uint? parent, int depth)
    {
        var bad = new Violation?[isBad is null ? 0 : expansion.Count];
        for (var index = 0; index < bad.Length; index++)
        {
            bad[index] = isBad!(expansion, index);
        }

        visited.Add(expansion, 0);
        for (var index = 0; index < expansion.Count; index++)
        {
            ref var successor = ref expansion[index];
            var choice = new Choice(successor.Actor, successor.Choice);
            if (successor.IsNew)
            {
                // The first number of an initial state's parent is its own, with which initial state it is as choice.
                parents.Add(parent ?? successor.Id);
                choices.Add(parent is null ? new Choice(-1, index) : choice);
                Depths.Add(depth, 1);
                queue.Put(0, Frontier.HeaderOf(successor.Id, depth), expansion.State(index));
            }

            var broken = successor.Violation
                ?? (successor.IsNew ? system.Check(expansion.State(index)) : null)
                ?? (bad.Length > 0 ? bad[index] : null);
            if (broken is not null)
            {
                Offer(broken, depth, parent ?? successor.Id, parent is null ? null : choice);
            }
        }
    }

    private void Offer(Violation offered, int at, uint from, Choice? choice)
    {
        if (at < length)
        {
            (violation, length, last, lastChoice) = (offered, at, from, choice);
        }
    }

    private Counterexample Path()
    {
        var schedule = new List<Choice>();
        if (lastChoice is { } final)
        {
            schedule.Add(final);
        }

        var state = last;
        while (parents[(int)state] != state)
        {
            schedule.Add(choices[(int)state]);
            state = parents[(int)state];
        }

        schedule.Reverse();
        return new Counterexample(violation!, choices[(int)state].Outcome, schedule);
    }
}
