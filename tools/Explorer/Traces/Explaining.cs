using System.Diagnostics;
using System.Threading;
using System.Threading.Channels;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>Works out why a recorded execution goes wrong.</summary>
public static class Explaining
{
    /// <summary>States that are explored at most, unless somebody says otherwise: seconds.</summary>
    public const long MostStates = 200_000;

    private const int MostActors = 64; // a bit each

    /// <summary>Explains a trace that replays.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="system">What it is a trace of: the scenario at its sizes, with its variant.</param>
    /// <param name="maxStates">How many states to explore at most; at least one. What that does not decide is said not to be
    /// decided.</param>
    /// <param name="events">Where to say how it is going; null for nowhere.</param>
    /// <param name="stop">Ends the search; what is not known by then is not decided.</param>
    /// <exception cref="DivergenceException">The trace does not replay.</exception>
    public static Explanation Of(
        Trace trace,
        TransitionSystem system,
        long maxStates = MostStates,
        ChannelWriter<SearchEvent>? events = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(system);
        var replay = new Replay(system, trace.Initial);
        foreach (var step in trace.Steps)
        {
            replay.Take(new Choice(step.Actor, step.Choice));
        }

        return Of(trace, system, replay.Steps, replay.Violation is not null, maxStates, events, stop);
    }

    /// <summary>Explains a trace that has been replayed.</summary>
    internal static Explanation Of(Replayed replayed, long maxStates, ChannelWriter<SearchEvent>? events, CancellationToken stop) =>
        Of(replayed.Trace, replayed.System, replayed.Steps, replayed.EndIsBroken, maxStates, events, stop);

    private static Explanation Of(
        Trace trace,
        TransitionSystem system,
        IReadOnlyList<Transition> seen,
        bool endIsBroken,
        long maxStates,
        ChannelWriter<SearchEvent>? events,
        CancellationToken stop)
    {
        var explanation = new Explanation(null, null, null, [], null, null, trace.Loop, NeverAgain(trace, system), 0);
        if (trace.Violation.Kind == ViolationKind.Liveness)
        {
            return explanation with
            {
                NotInevitable = "no single step made it so: at every turn of the loop another step could have been taken",
                NoConflict = "the execution goes on for ever",
            };
        }

        if (system.Actors.Count > MostActors)
        {
            explanation = explanation with { NotInevitable = $"not decided: there are more than {MostActors} actors" };
        }
        else
        {
            var clock = Stopwatch.StartNew();
            var schedule = trace.Steps.Select(step => new Choice(step.Actor, step.Choice));
            using var continuations = new SafeContinuations(
                system,
                trace.Initial,
                schedule,
                maxStates,
                states => events?.TryWrite(new Progress("explaining", states, 0, 0, trace.Steps.Count, clock.Elapsed)),
                stop);
            explanation = WithInevitable(explanation, trace, system, continuations, endIsBroken, stop);
        }

        var (conflict, noConflict) = Conflicts.Of(seen, system.Actors, trace.Violation, explanation.Inevitable);
        return explanation with { Conflict = conflict, NoConflict = noConflict };
    }

    private static Explanation WithInevitable(
        Explanation explanation,
        Trace trace,
        TransitionSystem system,
        SafeContinuations continuations,
        bool endIsBroken,
        CancellationToken stop)
    {
        var steps = trace.Steps.Count;
        for (var state = endIsBroken ? steps - 1 : steps; state >= 0; state--)
        {
            switch (continuations.Exists(state, out var first))
            {
                case false:
                    continue;
                case null:
                    return explanation with
                    {
                        NotInevitable = stop.IsCancellationRequested
                            ? $"not decided: interrupted after {continuations.Explored:N0} states; {Since(state, steps)}"
                            : $"not decided within {continuations.Explored:N0} states; {Since(state, steps)}",
                        States = continuations.Explored,
                    };
                case true when state == steps:
                    return explanation with
                    {
                        NotInevitable = "even at the end something could go well for ever",
                        States = continuations.Explored,
                    };
                case true:
                    return At(explanation, trace, system, state, first) with { States = continuations.Explored };
            }
        }

        return explanation with
        {
            NotInevitable = "it was inevitable from the first state on: no execution goes well",
            States = continuations.Explored,
        };
    }

    private static string Since(int undecided, int steps) => undecided + 1 > steps
        ? "it may have been inevitable at any time"
        : $"after step {undecided + 1} it was inevitable, before that it may have been";

    private static Explanation At(Explanation explanation, Trace trace, TransitionSystem system, int step, Choice? alternative)
    {
        var replay = new Replay(system, trace.Initial);
        foreach (var taken in trace.Steps.Take(step))
        {
            replay.Take(new Choice(taken.Actor, taken.Choice));
        }

        var before = replay.State;
        var instead = alternative is { } choice ? replay.Peek(choice) : null;
        replay.Take(new Choice(trace.Steps[step].Actor, trace.Steps[step].Choice));
        return explanation with
        {
            Inevitable = step,
            Alternative = instead,
            Differences =
            [
                .. before.Zip(replay.State)
                    .Where(pair => pair.First != pair.Second)
                    .Select(pair => new Change(pair.First.Name, pair.First.Value, pair.Second.Value)),
            ],
        };
    }

    private static string? NeverAgain(Trace trace, TransitionSystem system) => trace.Violation.Kind switch
    {
        ViolationKind.Liveness =>
            system.Liveness.FirstOrDefault(property => property.Name == trace.Violation.Property)?.Promise ?? trace.Violation.Property,
        ViolationKind.Livelock => trace.Violation.Message,
        _ => null,
    };
}
