using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>What probably happened to code whose recorded execution can no longer be followed.</summary>
public enum DivergenceCause
{
    /// <summary>The scenario is another: its sizes, actors, memory or variants.</summary>
    Setting,

    /// <summary>An operation is new.</summary>
    Inserted,

    /// <summary>An operation is gone.</summary>
    Removed,

    /// <summary>An operation is made at another time.</summary>
    Moved,

    /// <summary>An operation is another one.</summary>
    Replaced,

    /// <summary>An operation is made with another value.</summary>
    Value,

    /// <summary>An operation does something else, or can no longer be made in this state.</summary>
    Outcome,

    /// <summary>The operations are the same; the properties or the events are not.</summary>
    Judgement,
}

/// <summary>What probably made the difference between a recorded execution and what the code does today.</summary>
/// <param name="Kind">The class of the change.</param>
/// <param name="Expected">The operation that was recorded, with its file and line then; null if there is none.</param>
/// <param name="Actual">The operation that the code comes to, with its file and line now; null if there is none.</param>
/// <param name="Text">The cause, in a sentence.</param>
public sealed record LikelyCause(DivergenceCause Kind, MergedOperation? Expected, MergedOperation? Actual, string Text)
{
    private const int Ahead = 12; // operations of one actor to look at

    /// <summary>Compares what an actor was recorded to do from a step on with what its code does.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="system">What it is replayed on.</param>
    /// <param name="step">The first step that differs, from zero; the number of steps if only the end does.</param>
    internal static LikelyCause Of(Trace trace, TransitionSystem system, int step)
    {
        if (step >= trace.Steps.Count)
        {
            return new LikelyCause(
                DivergenceCause.Judgement, null, null,
                "every step is as it was recorded: what judges it, a property or a monitor, has changed");
        }

        var replay = new Replay(system, trace.Initial);
        foreach (var taken in trace.Steps.Take(step))
        {
            replay.Take(new Choice(taken.Actor, taken.Choice));
        }

        if (replay.Violation is not null)
        {
            return new LikelyCause(
                DivergenceCause.Judgement, null, null,
                "the steps up to here are as they were recorded: a property is new, or stricter than it was");
        }

        var actor = trace.Steps[step].Actor;
        var recorded = trace.Steps.Skip(step).Where(taken => taken.Actor == actor).ToList();
        var expected = recorded.SelectMany(taken => taken.Operations()).Take(Ahead).ToList();
        var pending = replay.State.FirstOrDefault(value => value.Name == trace.Actors[actor]).Value;
        return Between(expected, Following(replay, recorded, actor), trace.Actors[actor], pending);
    }

    private static List<MergedOperation> Following(Replay replay, List<Transition> recorded, int actor)
    {
        var actual = new List<MergedOperation>();
        try
        {
            for (var index = 0; actual.Count < Ahead; index++)
            {
                var wanted = index < recorded.Count ? recorded[index].Choice : 0;
                actual.AddRange(replay.TakeAny(actor, wanted).Operations());
            }
        }
        catch (DivergenceException)
        {
            // Its code ends, or waits for somebody else.
        }

        return actual;
    }

    private static LikelyCause Between(List<MergedOperation> expected, List<MergedOperation> actual, string actor, string? pending)
    {
        while (expected.Count > 1 && actual.Count > 1 && IsSame(expected[0], actual[0]))
        {
            (expected, actual) = (expected[1..], actual[1..]); // of merged operations, those that are as they were
        }

        if (actual.Count == 0)
        {
            return Stopped(expected[0], actor, pending);
        }

        var (was, now) = (expected[0], actual[0]);
        var (wasText, nowText) = ($"'{was.Operation}' ({was.Site})", $"'{now.Operation}' ({now.Site})");
        LikelyCause Cause(DivergenceCause kind, string text) => new(kind, was, now, $"{actor}: {text}");
        if (Request(was) == Request(now))
        {
            return was.Operation == now.Operation && was.Changes.SequenceEqual(now.Changes)
                ? Cause(DivergenceCause.Judgement, $"what the code remarks after {nowText} has changed")
                : Cause(DivergenceCause.Outcome, $"the same operation has another outcome: {nowText}, where it was {wasText}");
        }

        if (Shape(was) == Shape(now))
        {
            return Cause(DivergenceCause.Value, $"the same operation has another value: {nowText}, where it was {wasText}");
        }

        var (inserted, removed) = (Skipped(actual, expected), Skipped(expected, actual));
        return (inserted, removed) switch
        {
            (null, null) => Cause(DivergenceCause.Replaced, $"{nowText} is in the place of {wasText}"),
            ({ } isNew, _) when removed is null || isNew.Count <= removed.Value.Count => isNew.IsMissedLater
                ? Cause(DivergenceCause.Moved, $"{nowText} has moved: it now comes before {wasText}")
                : Cause(DivergenceCause.Inserted, $"{nowText} is new, before {wasText}"),
            (_, { } isGone) => isGone.IsMissedLater
                ? Cause(DivergenceCause.Moved, $"{wasText} has moved: {nowText} now comes before it")
                : Cause(DivergenceCause.Removed, $"{wasText} is gone: the code comes to {nowText} without it"),
        };
    }

    // How many operations to skip so that the rest goes on like the other; and whether what was skipped is what the other has more
    // where they part again.
    private static (int Count, bool IsMissedLater)? Skipped(List<MergedOperation> longer, List<MergedOperation> other)
    {
        var count = longer.FindIndex(operation => Shape(operation) == Shape(other[0]));
        if (count < 0)
        {
            return null;
        }

        var same = longer.Skip(count).Zip(other).TakeWhile(pair => Shape(pair.First) == Shape(pair.Second)).Count();
        return (count, same < other.Count && count + same < longer.Count && Shape(other[same]) == Shape(longer[0]));
    }

    private static LikelyCause Stopped(MergedOperation was, string actor, string? pending) => pending == "finished"
        ? new(DivergenceCause.Removed, was, null, $"{actor}: '{was.Operation}' ({was.Site}) is gone: the code ends before it")
        : new(
            pending is not null && pending.StartsWith(Request(was), StringComparison.Ordinal)
                ? DivergenceCause.Outcome
                : DivergenceCause.Replaced,
            was,
            null,
            $"{actor}: it cannot take a step here: it is at {pending ?? "an operation that is not enabled"}, where it did " +
            $"'{was.Operation}' ({was.Site})");

    private static bool IsSame(MergedOperation was, MergedOperation now) =>
        was.Operation == now.Operation && was.Changes.SequenceEqual(now.Changes) && was.Notes.SequenceEqual(now.Notes);

    // An operation without what it answered, as in "load word: 1".
    private static string Request(MergedOperation operation) => operation.Operation.Split(": ")[0];

    // What is done to which word, without values, as in "store word = 1".
    private static string Shape(MergedOperation operation) =>
        string.Join(
            ' ',
            Request(operation).Split(' ')
                .TakeWhile((word, index) => index < 2 || !(char.IsAsciiDigit(word[0]) || word is "=" or "+" or "while")));
}
