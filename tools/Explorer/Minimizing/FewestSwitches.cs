using System.Threading;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Minimizing;

/// <summary>
/// Looks for the simplest execution that breaks a property, among those that are simpler than one that is known: fewest context switches
/// first, then fewest steps (Dijkstra 1959, on states together with whose step came last). Bounding switches finds most bugs in few
/// states (Musuvathi and Qadeer, "Iterative context bounding", PLDI 2007).
/// </summary>
/// <param name="system">The system.</param>
/// <param name="maxStates">How many states to look at.</param>
/// <param name="progress">Is told now and then how many states were looked at.</param>
/// <param name="stop">Ends it early.</param>
internal sealed class FewestSwitches(TransitionSystem system, long maxStates, Action<long> progress, CancellationToken stop)
{
    private const int BetweenProgress = 1024;
    private const int Nobody = -1;

    private readonly Expansion expansion = new(system.Width, system.Witnesses.Count, wide: true);
    private readonly List<(int From, Choice Choice)> reached = [];
    private readonly Dictionary<(ulong Low, ulong High, int Actor), Cost> cheapest = [];
    private readonly PriorityQueue<Visit, (Cost Cost, int Number)> waiting = new();
    private Cost limit;
    private Counterexample? found;

    /// <summary>Whether all executions that are simpler were looked at: then there is none that breaks the property.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>States that were looked at.</summary>
    public long States => reached.Count;

    /// <summary>A simpler counterexample, from the same initial state; null if none was found.</summary>
    public Counterexample? Find(Counterexample known)
    {
        limit = Cost.Of(known.Schedule);
        system.Start(expansion);
        Add(known.Initial, Nobody, new Cost(0, 0), (Nobody, default));
        while (waiting.TryDequeue(out var visit, out var priority) && priority.Cost < limit)
        {
            if (States >= maxStates || stop.IsCancellationRequested)
            {
                return found;
            }

            if (cheapest[visit.Identity] == priority.Cost)
            {
                Expand(visit, priority.Cost, known);
            }
        }

        IsComplete = true;
        return found;
    }

    private void Expand(Visit visit, Cost cost, Counterexample known)
    {
        system.Expand(visit.State, expansion);
        if (expansion.IsStopped)
        {
            Offer(system.CheckStopped(visit.State), cost, visit.Number, null, known);
        }

        for (var successor = 0; successor < expansion.Count; successor++)
        {
            var choice = new Choice(expansion[successor].Actor, expansion[successor].Choice);
            var isSwitch = visit.Identity.Actor != Nobody && visit.Identity.Actor != choice.Actor;
            var next = new Cost(cost.Switches + (isSwitch ? 1 : 0), cost.Steps + 1);
            if ((expansion[successor].Violation ?? system.Check(expansion.State(successor))) is { } broken)
            {
                Offer(broken, next, visit.Number, choice, known);
            }
            else if (next < limit)
            {
                Add(successor, choice.Actor, next, (visit.Number, choice));
            }
        }
    }

    private void Add(int successor, int actor, Cost cost, (int From, Choice Choice) by)
    {
        var identity = (expansion[successor].Low, expansion[successor].High, actor);
        if (cheapest.TryGetValue(identity, out var known) && known <= cost)
        {
            return;
        }

        cheapest[identity] = cost;
        waiting.Enqueue(new Visit(identity, expansion.State(successor).ToArray(), reached.Count), (cost, reached.Count));
        reached.Add(by);
        if (reached.Count % BetweenProgress == 0)
        {
            progress(reached.Count);
        }
    }

    private void Offer(Violation? broken, Cost cost, int from, Choice? last, Counterexample known)
    {
        if (broken is null || broken.Kind != known.Violation.Kind || broken.Property != known.Violation.Property || cost >= limit)
        {
            return;
        }

        var schedule = new List<Choice>();
        if (last is { } choice)
        {
            schedule.Add(choice);
        }

        for (var at = from; reached[at].From != Nobody; at = reached[at].From)
        {
            schedule.Add(reached[at].Choice);
        }

        schedule.Reverse();
        (found, limit) = (new Counterexample(broken, known.Initial, schedule), cost);
    }

    private sealed record Visit((ulong Low, ulong High, int Actor) Identity, ulong[] State, int Number);
}
