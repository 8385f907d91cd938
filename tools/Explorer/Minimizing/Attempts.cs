using System.Threading;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Minimizing;

/// <summary>Executes schedules to see whether they break a property: whatever comes of it is an execution.</summary>
/// <param name="system">The system.</param>
/// <param name="stop">Ends what may take long.</param>
internal sealed class Attempts(TransitionSystem system, CancellationToken stop)
{
    private readonly Expansion expansion = new(system.Width, system.Witnesses.Count, wide: true);
    private readonly RestingStates resting = new(system, stop);
    private readonly List<(ulong Low, ulong High)> states = [];

    /// <summary>The states of the last attempt to <see cref="Follow"/>, but the one that it ended in if that broke the property.</summary>
    public IReadOnlyList<(ulong Low, ulong High)> States => states;

    /// <summary>Transitions that all attempts have looked at.</summary>
    public long Transitions { get; private set; }

    /// <summary>
    /// Follows choices, passing over those that do not exist where they would be taken, to where the property is broken;
    /// null if it is not, or another one is before it.
    /// </summary>
    /// <param name="wanted">What must be broken, and from which initial state. Its loop is followed by <see cref="Repeat"/>.</param>
    /// <param name="choices">The choices.</param>
    public Counterexample? Follow(Counterexample wanted, IReadOnlyList<Choice> choices)
    {
        var taken = new List<Choice>();
        states.Clear();
        system.Start(expansion);
        var (state, identity) = At(wanted.Initial);
        var broken = expansion[wanted.Initial].Violation ?? system.Check(state);
        for (var next = 0; broken is null; next++)
        {
            states.Add(identity);
            system.Expand(state, expansion);
            Transitions += expansion.Count;
            if (expansion.IsStopped && (broken = system.CheckStopped(state)) is not null)
            {
                break;
            }

            int? successor = null;
            while (next < choices.Count && (successor = Choices.Find(expansion, choices[next])) is null)
            {
                next++;
            }

            if (successor is not { } chosen)
            {
                broken = wanted.Violation.Kind == ViolationKind.Livelock ? LostGoal(state) : null;
                break;
            }

            taken.Add(choices[next]);
            (state, identity) = At(chosen);
            broken = expansion[chosen].Violation ?? system.Check(state);
        }

        return broken?.Kind == wanted.Violation.Kind && broken.Property == wanted.Violation.Property
            ? new Counterexample(broken, wanted.Initial, taken)
            : null;
    }

    /// <summary>Follows choices of which the last repeat for ever; null if one does not exist, or the property is not broken so.</summary>
    /// <param name="wanted">What must be broken, and from which initial state.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="loop">The first that repeats.</param>
    public Counterexample? Repeat(Counterexample wanted, IReadOnlyList<Choice> choices, int loop)
    {
        try
        {
            var replay = new Replay(system, wanted.Initial);
            foreach (var choice in choices)
            {
                Transitions++;
                replay.Take(choice);
            }

            return replay.Conclude(loop, stop) is { } broken && broken.Kind == wanted.Violation.Kind
                && broken.Property == wanted.Violation.Property
                ? new Counterexample(broken, wanted.Initial, choices, loop)
                : null;
        }
        catch (DivergenceException)
        {
            return null;
        }
    }

    /// <summary>
    /// The shorter schedules that leave out what comes between two visits to one state, be it before the loop or in it; the longest
    /// that can be left out from each state first.
    /// </summary>
    /// <param name="counterexample">A counterexample with a loop.</param>
    public IEnumerable<(List<Choice> Schedule, int Loop)> WithoutCycles(Counterexample counterexample)
    {
        var (replay, visits) = (new Replay(system, counterexample.Initial), new List<string>());
        foreach (var choice in counterexample.Schedule)
        {
            visits.Add(string.Join(' ', replay.Words.ToArray()));
            replay.Take(choice);
        }

        visits.Add(string.Join(' ', replay.Words.ToArray()));
        var loop = counterexample.Loop!.Value;
        for (var from = 0; from < visits.Count; from++)
        {
            for (var to = from < loop ? loop : visits.Count - 1; to > from; to--)
            {
                if (visits[from] == visits[to] && to - from < visits.Count - 1 - loop + (from < loop ? loop : 0))
                {
                    var rest = counterexample.Schedule.Where((_, index) => index < from || index >= to).ToList();
                    yield return (rest, from < loop ? loop - (to - from) : loop);
                }
            }
        }
    }

    private Violation? LostGoal(ulong[] state)
    {
        var lost = resting.LostAt(state, out var looked);
        Transitions += looked;
        return lost is { } goal ? system.CheckStuck(state, goal) : null;
    }

    private (ulong[] State, (ulong Low, ulong High) Identity) At(int successor) =>
        (expansion.State(successor).ToArray(), (expansion[successor].Low, expansion[successor].High));
}
