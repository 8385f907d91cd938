using Interlock.Explorer.Traces;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>Makes the rows of a timeline: what each operation does, and where what it read came from.</summary>
internal sealed class TimelineBuilder(Story story)
{
    // A fact that is longer tells of a whole component; it is for searching, and its parts are shown one by one.
    private const int LongestFact = 120;

    private readonly Writers writers = new(story.Runs);
    private readonly Dictionary<(int Actor, string Site), string> lastRead = [];
    private readonly List<TimelineRow> rows = [];

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<TimelineRow> Rows()
    {
        foreach (var occurrence in story.All)
        {
            rows.Add(Row(occurrence));
            writers.Follow(occurrence);
        }

        return rows;
    }

    /// <summary>What each step changes.</summary>
    public static IReadOnlyList<StepDifference> Differences(Story story) =>
    [
        .. Enumerable.Range(1, story.Trace.Steps.Count).Select(step =>
            Difference(story, story.History.Moments[step - 1], story.History.Moments[step])),
    ];

    private static StepDifference Difference(Story story, Moment before, Moment after)
    {
        var trace = story.Trace;

        // Where a vCPU's code stands, and what it may hold, is shown in other ways.
        var values = before.Values.Zip(after.Values)
            .Where(pair => pair.First.Value != pair.Second.Value && !trace.Actors.Contains(pair.First.Name)
                && (after.Vcpus.Count == 0 || story.MeaningOf(pair.First.Name).Kind != WordKind.Tlb))
            .Select(pair => Value(story.MeaningOf(pair.First.Name), pair.First, pair.Second));
        if (before.Fields is { } old && after.Fields is { } now)
        {
            values = old.Zip(now).Where(pair => pair.First != pair.Second)
                .Select(pair => new ValueDifference(pair.Second.Name, pair.First.Value, pair.Second.Value, string.Empty));
        }

        var (gained, lost) = (new List<string>(), new List<string>());
        foreach (var (earlier, later) in before.Vcpus.Zip(after.Vcpus))
        {
            var name = trace.Actors[later.Vcpu];
            gained.AddRange(HeldText.Lines(name, Without(later.Held, earlier.Held)));
            lost.AddRange(HeldText.Lines(name, Without(earlier.Held, later.Held)));
        }

        var facts = before.Facts.Zip(after.Facts)
            .Where(pair => pair.First.Value != pair.Second.Value && pair.First.Name.Length + pair.Second.Value.Length < LongestFact)
            .Select(pair => new ValueDifference(pair.First.Name, pair.First.Value, pair.Second.Value, string.Empty));
        var code = before.Values.Zip(after.Values)
            .Where(pair => pair.First.Value != pair.Second.Value && trace.Actors.Contains(pair.First.Name))
            .Select(pair => new ValueDifference(pair.First.Name, pair.First.Value, pair.Second.Value, string.Empty));
        return new StepDifference { Values = [.. values], Code = [.. code], Facts = [.. facts], Gained = gained, Lost = lost };
    }

    // Whether memory still has it is no part of what is held.
    private static IEnumerable<HeldTranslation> Without(IEnumerable<HeldTranslation> of, IEnumerable<HeldTranslation> others) =>
        of.Select(entry => entry with { IsInMemory = true }).Except(others.Select(entry => entry with { IsInMemory = true }));

    private static ValueDifference Value(WordMeaning kind, NamedValue before, NamedValue after)
    {
        var (was, becomes) = (ValueText.Of(kind, before.Value), ValueText.Of(kind, after.Value));
        var meaning = was.Length + becomes.Length == 0
            ? string.Empty
            : $"{(was.Length == 0 ? "nothing" : was)} → {(becomes.Length == 0 ? "nothing" : becomes)}";
        return new ValueDifference(before.Name, before.Value, after.Value, meaning);
    }

    private TimelineRow Row(Occurrence occurrence)
    {
        var performed = occurrence.Performed;
        var (lane, twin) = TwoRuns.LaneOf(story.Trace, occurrence.Actor);
        var (left, right) = TwoRuns.Split(occurrence.Operation.Operation);
        var text = performed is null || left != right ? left : Phrases.Of(performed);
        var row = new TimelineRow
        {
            Step = occurrence.Step,
            Lane = lane,
            Twin = twin is { } other ? new TwinCell(other, left == right ? text : right) : null,
            Kind = performed is null ? "action" : Phrases.Kind(performed.Operation.Kind),
            Text = text,
            Operation = occurrence.Operation.Operation,
            Site = TwoRuns.Split(occurrence.Operation.Site).Left,
            Origins = performed is null ? [] : Origins(occurrence, performed),
            Notes = occurrence.Operation.Notes,
            Methods = [.. (performed?.Methods ?? []).Select(method => method.ToString())],
            Call = CallIndex(occurrence),
        };
        return row with { Spins = Spins(row, occurrence) };
    }

    private int? CallIndex(Occurrence occurrence)
    {
        for (var index = 0; index < story.Calls.Count; index++)
        {
            var call = story.Calls[index];
            if (call.Lane == occurrence.Actor && call.First <= occurrence.Step && occurrence.Step <= call.Last)
            {
                return index;
            }
        }

        return null;
    }

    // A read of what was read at the same place before, with nothing else of this vCPU's in between, is a turn of a loop that waits.
    private int Spins(TimelineRow row, Occurrence occurrence)
    {
        if (row.Kind is not "read" || occurrence.Operation.Changes.Count > 0)
        {
            foreach (var key in lastRead.Keys.Where(key => key.Actor == row.Lane).ToList())
            {
                lastRead.Remove(key);
            }

            return 0;
        }

        var at = (row.Lane, row.Site);
        var isAgain = lastRead.TryGetValue(at, out var before) && before == row.Operation;
        lastRead[at] = row.Operation;
        return isAgain ? 1 + (rows.LastOrDefault(earlier => earlier.Lane == row.Lane && earlier.Site == row.Site)?.Spins ?? 0) : 0;
    }

    private List<string> Origins(Occurrence occurrence, PerformedOperation performed)
    {
        var origins = new List<string>();
        if (performed.Translation is { } translation)
        {
            Translated(origins, occurrence, translation);
        }

        if (Reads(performed))
        {
            origins.Add($"{performed.Word}: {writers.Text(performed.Word, occurrence.Name)}");
        }

        return origins;
    }

    private void Translated(List<string> origins, Occurrence occurrence, GuestTranslation translation)
    {
        if (translation.Access.IsFault)
        {
            origins.AddRange(translation.Missing.Select(word => $"a walk finds nothing in {word}: {writers.Text(word, occurrence.Name)}"));
            return;
        }

        foreach (var same in translation.Used.GroupBy(used => used.Source))
        {
            var used = same.First();
            if (same.Any(entry => entry.IsInMemory) || story.History.Moments[0].Vcpus.Count == 0)
            {
                origins.Add($"translated by {used.Source}, {ValueText.Leaf(used.Descriptor)}: a walk finds it in memory, {writers.Text(used.Source, occurrence.Name)}");
                continue;
            }

            var cause = new StaleCause(story.History, story.All, occurrence.Actor, used, occurrence.Step);
            origins.Add($"translated by {cause.Place}, held {cause.Since}: {HeldText.Short(used)}, read from {used.Source}");
            if (cause.Overwritten is { } overwritten)
            {
                origins.Add($"stale: {overwritten.Name} overwrote {used.Source} at {overwritten.Link}, but {cause.Flaw}");
            }
        }
    }

    private static bool Reads(PerformedOperation performed) => performed.Word.Length > 0
        && (performed.Operation.Kind is OperationKind.Load or OperationKind.GuestLoad
            || performed.Operation.Kind.IsAtomic() || performed.Operation.Kind.IsWait());
}
