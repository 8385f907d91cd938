using Interlock.Semantics.Monitors;

namespace Interlock.Viewer.Reports;

/// <summary>Two vCPUs are where one may be: when each came there, and what each had seen of the lock.</summary>
internal static class TwoHoldersHeadline
{
    public static Headline? Of(Story story)
    {
        if (story.EvidenceOf<TwoHolders>() is not { } holders || story.Last is not { } last)
        {
            return null;
        }

        var (second, first) = (story.Trace.Actors[holders.Second], story.Trace.Actors[holders.First]);
        var entered = story.All.LastOrDefault(
            occurrence => occurrence.Name == first && occurrence.Operation.Notes.Contains(LockNotes.Acquired));
        var words = Seen(story, second).ToList();
        var saw = words.Count == 0 ? string.Empty : $" Its last steps: {string.Join(", then ", words)}.";
        var decisive = new List<DecisiveStep>();
        if (entered is not null)
        {
            decisive.Add(new DecisiveStep(entered.Step, "first holder", $"{first} {Say(entered)} and holds the lock"));
        }

        var write = story.All.LastOrDefault(
            occurrence => occurrence != last && occurrence.Writes && occurrence.Performed!.Word == last.Performed?.Word);
        if (write is not null && write.Step != entered?.Step)
        {
            decisive.Add(new DecisiveStep(write.Step, "last write", $"{write.Name} {Say(write)}"));
        }

        decisive.Add(new DecisiveStep(last.Step, "second holder", $"{second} {Say(last)} and holds the lock too"));
        return new Headline(
            string.Empty,
            $"{second} gets the lock at {last.Link} although {first} has held it since {entered?.Link ?? "the start"} and has not " +
            $"released it.{saw}",
            [.. decisive.DistinctBy(step => step.Step)],
            []);
    }

    private static IEnumerable<string> Seen(Story story, string name) => story.All
        .Where(occurrence => occurrence.Name == name && occurrence.Performed is { Word.Length: > 0 })
        .TakeLast(2)
        .Select(occurrence => $"“{Say(occurrence)}” at {occurrence.Link}");

    private static string Say(Occurrence occurrence) =>
        occurrence.Performed is { } performed ? Phrases.Of(performed) : occurrence.Operation.Operation;
}
