using Interlock.Explorer.Verdicts;

namespace Interlock.Explorer.Minimizing;

/// <summary>A schedule as segments: as many steps of one actor as follow each other.</summary>
internal static class Segments
{
    /// <summary>Where segments begin and end. None reaches over the beginning of a loop.</summary>
    public static List<Range> Of(Counterexample counterexample)
    {
        var (schedule, segments) = (counterexample.Schedule, new List<Range>());
        for (var (from, at) = (0, 1); at <= schedule.Count; at++)
        {
            if (at == schedule.Count || schedule[at].Actor != schedule[from].Actor || at == counterexample.Loop)
            {
                segments.Add(from..at);
                from = at;
            }
        }

        return segments;
    }

    /// <summary>
    /// The schedules in which a segment and the next one of its actor are one, at the place of the former or of the latter. None if
    /// there is no next one, or a loop begins between them.
    /// </summary>
    public static IEnumerable<IReadOnlyList<Choice>> Merges(Counterexample counterexample, int segment)
    {
        var (schedule, segments) = (counterexample.Schedule.ToArray(), Of(counterexample));
        var first = segments[segment];
        var next = segments.FindIndex(segment + 1, range => schedule[range.Start.Value].Actor == schedule[first.Start.Value].Actor);
        if (next <= segment + 1 || (segments[next].Start.Value >= counterexample.Loop && first.Start.Value < counterexample.Loop))
        {
            yield break;
        }

        var second = segments[next];
        var between = schedule[first.End..second.Start];
        yield return [.. schedule[..first.End], .. schedule[second], .. between, .. schedule[second.End..]];
        yield return [.. schedule[..first.Start], .. between, .. schedule[first], .. schedule[second], .. schedule[second.End..]];
    }
}
