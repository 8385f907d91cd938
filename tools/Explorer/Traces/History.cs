using System.Collections.Immutable;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>A trace with every state that it comes through, worked out by replaying it.</summary>
/// <param name="Trace">The trace; its steps are as they were seen now, and every name means the same in all of them.</param>
/// <param name="Moments">The state before the first step, and the state after each.</param>
/// <param name="HasOwnNames">
/// Whether the recording exchanges names on the way, as a search does that explores one of all states that are the same but for names.
/// Then the names here are other names than the recording's.
/// </param>
public sealed record History(Trace Trace, IReadOnlyList<Moment> Moments, bool HasOwnNames = false)
{
    // How a step says that names were exchanged behind it.
    private const string Renamed = "renamed: ";

    /// <summary>What the values of states mean, by name; values that are shown as they are may be missing.</summary>
    public IReadOnlyDictionary<string, WordMeaning> Meanings { get; init; } = ImmutableDictionary<string, WordMeaning>.Empty;

    /// <summary>Replays a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="scenarios">The scenarios that there are.</param>
    /// <exception cref="DivergenceException">The code no longer does what it did when the trace was recorded.</exception>
    /// <exception cref="ArgumentException">The scenario has not the sizes or the variant any more.</exception>
    public static History Of(Trace trace, IReadOnlyList<Scenario> scenarios)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(scenarios);
        var (scenario, sizes, system) = Recording.SystemOf(trace, scenarios);
        var replay = new Replay(system, trace.Initial);
        foreach (var step in trace.Steps)
        {
            replay.Take(new Choice(step.Actor, step.Choice));
        }

        return Of(new Replayed(trace, scenario, sizes, system, replay, replay.Conclude(trace.Loop)));
    }

    /// <summary>The states of a trace that has been replayed.</summary>
    /// <exception cref="DivergenceException">A step is not there when names are kept.</exception>
    internal static History Of(Replayed replayed)
    {
        var (trace, scenery) = (replayed.Trace, new Scenery(replayed.System));
        return replayed.Steps.Any(HasRenamed)
            ? KeepingNames(replayed, scenery)
            : new History(
                trace with { Steps = [.. replayed.Steps], Violation = replayed.Violation }, [.. replayed.States.Select(scenery.Of)])
            {
                Meanings = replayed.System.Meanings,
            };
    }

    // From each state as it is, the step whose state is represented by what comes next in the recording: by induction each state here
    // is the recording's but for names, and what the one can do, the other can.
    private static History KeepingNames(Replayed replayed, Scenery scenery)
    {
        var (trace, system, recorded) = (replayed.Trace, replayed.System, replayed.States);
        var asIs = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        var represented = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        var (state, moments, steps) = (recorded[0], new List<Moment> { scenery.Of(recorded[0]) }, new List<Transition>());
        Violation? violation = null;
        for (var step = 0; step < trace.Steps.Count; step++)
        {
            system.Expand(state, represented, afresh: true);
            system.ExpandAsIs(state, asIs);
            var taken = Find(represented, recorded[step + 1], step == trace.Steps.Count - 1 ? trace.Violation : null)
                ?? throw new DivergenceException($"step {step + 1} is not there when names are kept");
            var seen = system.Describe(represented, taken);
            steps.Add(seen with
            {
                Notes = Without(seen.Notes),
                Further = [.. seen.Further.Select(further => further with { Notes = Without(further.Notes) })],
            });
            state = asIs.State(taken).ToArray();
            violation = represented[taken].Violation ?? system.Check(state);
            moments.Add(scenery.Of(state));
        }

        return new History(
            trace with
            {
                Steps = steps,
                Violation = violation is { } named && named.Property == trace.Violation.Property ? named
                    : replayed.With(trace.Loop is null ? Replay.Ending(system, state, asIs) : null),
            },
            moments,
            HasOwnNames: true)
        {
            Meanings = system.Meanings,
        };
    }

    // A step that violates leads to a state that stands for itself only.
    private static int? Find(Expansion represented, ulong[] next, Violation? last)
    {
        for (var successor = 0; successor < represented.Count; successor++)
        {
            if (represented.State(successor).SequenceEqual(next))
            {
                return successor;
            }
        }

        for (var successor = 0; last is not null && successor < represented.Count; successor++)
        {
            if (represented[successor].Violation?.Property == last.Property)
            {
                return successor;
            }
        }

        return null;
    }

    private static bool HasRenamed(Transition step) =>
        step.Operations().Any(operation => operation.Notes.Any(note => note.StartsWith(Renamed, StringComparison.Ordinal)));

    private static List<string> Without(IReadOnlyList<string> notes) =>
        [.. notes.Where(note => !note.StartsWith(Renamed, StringComparison.Ordinal))];
}
