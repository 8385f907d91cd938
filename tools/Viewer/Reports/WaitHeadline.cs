using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>Somebody waits for ever: for what, since when, and who should have let it go on.</summary>
internal static class WaitHeadline
{
    public static Headline? Of(Story story)
    {
        if (story.EvidenceOf<StuckVcpus>() is not { Vcpus: [{ IsHeldUp: false } stuck, ..] })
        {
            return null;
        }

        var (waiter, site) = (story.Trace.Actors[stuck.Vcpu], stuck.Site.ToString());
        return stuck.Operation.Kind switch
        {
            OperationKind.Wait => Asleep(story, waiter, stuck.Word, site),
            OperationKind.WaitForEvent => WithoutEvent(story, waiter, site),
            OperationKind.Load or OperationKind.TimedWait or OperationKind.CompareExchange or OperationKind.Exchange
                or OperationKind.FetchOr or OperationKind.FetchAnd or OperationKind.FetchXor or OperationKind.FetchMin
                or OperationKind.FetchMax => Polls(story, waiter, stuck.Text, stuck.Word, site),
            _ => null,
        };
    }

    private static Headline Asleep(Story story, string waiter, string word, string site)
    {
        var slept = story.All.LastOrDefault(occurrence => occurrence.Name == waiter && occurrence.Kind == OperationKind.Wait && occurrence.Performed!.Result != 0);
        var wake = story.All.LastOrDefault(occurrence => occurrence.Kind?.IsWake() == true && occurrence.Performed!.Word == word);
        var write = story.All.LastOrDefault(occurrence => occurrence.Name != waiter && occurrence.Writes && occurrence.Performed!.Word == word);
        var look = write is null ? null : story.All.LastOrDefault(occurrence => occurrence.Name == write.Name && occurrence.Step < (slept?.Step ?? 0)
            && occurrence.Kind == OperationKind.Load && occurrence.Performed!.Word == word && story.CallOf(occurrence) == story.CallOf(write));
        var decisive = new List<DecisiveStep>();
        Add(decisive, look, "looked before", look is null ? string.Empty : $"{look.Name} {Phrases.Of(look.Performed!)}, and sees nobody to wake");
        Add(decisive, slept, "falls asleep", $"{waiter} falls asleep on {word}, which holds {slept?.Performed?.Before}");
        var wakes = slept is not null && write?.Step > slept.Step ? ", and wakes nobody after it" : string.Empty;
        Add(decisive, write, "lets go", write is null ? string.Empty : $"{write.Name} {Phrases.Of(write.Performed!)}{wakes}");
        Add(decisive, wake, "wakes", wake is null ? string.Empty : $"{wake.Name} {Phrases.Of(wake.Performed!)}");
        var why = wake is null ? "no wake is ever called"
            : slept is not null && wake.Step < slept.Step ? $"{wake.Name} called the wake at {wake.Link}, before {waiter} fell asleep, and nobody calls another"
            : $"the wake at {wake.Link} did not reach it";
        var since = slept is null ? string.Empty : $" since {slept.Link}";
        var freed = write is not null && slept is not null && write.Step > slept.Step ? $" {write.Name} changed {word} at {write.Link}, which is what {waiter} sleeps for, but" : string.Empty;
        return new Headline(
            string.Empty,
            $"{waiter} sleeps on {word}{since} (at {site}) and nobody is left to wake it.{freed} {(freed.Length == 0 ? Upper(why) : why)}.",
            decisive,
            [$"{word} is {story.Final(word)}", .. Others(story, waiter)]);
    }

    private static Headline WithoutEvent(Story story, string waiter, string site)
    {
        var look = story.All.LastOrDefault(occurrence => occurrence.Name == waiter && occurrence.Kind == OperationKind.Load);
        var sev = story.All.LastOrDefault(occurrence => occurrence.Kind == OperationKind.SendEvent);
        var taken = story.All.LastOrDefault(occurrence => occurrence.Name == waiter && occurrence.Kind == OperationKind.WaitForEvent);
        var write = look is null ? null : story.All.LastOrDefault(occurrence => occurrence.Name != waiter && occurrence.Writes && occurrence.Performed!.Word == look.Performed!.Word);
        var decisive = new List<DecisiveStep>();
        Add(decisive, look, "looks", look is null ? string.Empty : $"{waiter} {Phrases.Of(look.Performed!)}, and decides to wait");
        Add(decisive, sev, "event", sev is null ? string.Empty : $"{sev.Name} sends an event{(look is not null && sev.Step < look.Step ? $", before {waiter} looks" : string.Empty)}");
        Add(decisive, write, "lets go", write is null ? string.Empty : $"{write.Name} {Phrases.Of(write.Performed!)}{(sev is null || sev.Step < write.Step ? ", and sends no event after it" : string.Empty)}");
        var why = sev is null ? "no SEV is ever sent"
            : write is not null && sev.Step < write.Step ? $"the last SEV came at {sev.Link}, before the write at {write.Link} that {waiter} waits for"
            : $"the event of the SEV at {sev.Link} was used up{(taken is null ? string.Empty : $" by the WFE at {taken.Link}")}";
        return new Headline(
            string.Empty,
            $"{waiter} waits in WFE (at {site}) and no event will come: {why}.",
            decisive,
            [.. Others(story, waiter)]);
    }

    private static Headline Polls(Story story, string waiter, string operation, string word, string site)
    {
        var write = story.All.LastOrDefault(occurrence => occurrence.Writes && occurrence.Performed!.Word == word);
        var own = story.All.LastOrDefault(occurrence => occurrence.Name == waiter && occurrence.Writes);
        var decisive = new List<DecisiveStep>();
        Add(decisive, own, "begins to wait", own is null ? string.Empty : $"{waiter} {Phrases.Of(own.Performed!)}");
        Add(decisive, write, "last change", write is null ? string.Empty : $"{write.Name} {Phrases.Of(write.Performed!)}: {word} is not changed to what {waiter} waits for");
        var value = story.Final(word);
        return new Headline(
            string.Empty,
            $"{waiter} goes on with “{operation}” at {site} for ever: {word} is {value} ({story.Writers.Text(word)}), and no execution from here gives it another value that lets {waiter} go on.",
            decisive,
            [.. Others(story, waiter)]);
    }

    private static IEnumerable<string> Others(Story story, string waiter) => story.Trace.Actors
        .Where(actor => actor != waiter)
        .Select(actor => story.Final(actor) is not { } at ? actor : at == "finished" ? $"{actor} has finished" : $"{actor} is about to do: {at}");

    private static void Add(List<DecisiveStep> steps, Occurrence? at, string role, string text)
    {
        if (at is not null && steps.TrueForAll(step => step.Step != at.Step))
        {
            steps.Add(new DecisiveStep(at.Step, role, text));
        }
    }

    private static string Upper(string text) => Headlines.Sentence(text).TrimEnd('.');
}
