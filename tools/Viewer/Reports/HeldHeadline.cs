using Interlock.Isolation.Monitors;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Reports;

/// <summary>A TLB or a walk cache holds what it must not hold: which entry, and which maintenance was left out.</summary>
internal static class HeldHeadline
{
    public static Headline? Of(Story story)
    {
        var (vcpu, held) = Choose(story);
        if (held.Source is null)
        {
            return null;
        }

        var end = story.Trace.Steps.Count;
        var cause = new StaleCause(story.History, story.All, vcpu, held, end + 1);
        var holder = story.Trace.Actors[vcpu];
        var decisive = new List<DecisiveStep>();
        if (cause.CachedAt > 0)
        {
            decisive.Add(new DecisiveStep(cause.CachedAt, "cached", $"{holder} can hold {HeldText.Of(held)} from here on"));
        }

        if (cause.Overwritten is { } overwritten)
        {
            decisive.Add(new DecisiveStep(overwritten.Step, "unmapped", $"{overwritten.Name} {Phrases.Of(overwritten.Performed!)}{During(story, overwritten)}"));
        }

        // A descriptor that is still in memory, and to which the tables of its VMID do not lead: those are other tables by now.
        var isElsewhere = held.IsInMemory && story.Violation.Property != "no-orphan-vmid";
        if (!isElsewhere && cause.FlawAt is { } flawAt && decisive.TrueForAll(step => step.Step != flawAt.Step))
        {
            decisive.Add(new DecisiveStep(flawAt.Step, "does not help", $"{char.ToUpperInvariant(cause.Flaw[0])}{cause.Flaw[1..]}"));
        }

        var summary = cause.Overwritten is { } gone
            ? $"{holder} can still use {HeldText.Short(held)} ({cause.Place}), although {gone.Name} overwrote its descriptor {held.Source} at {gone.Link}{During(story, gone)}: {cause.Flaw}."
            : isElsewhere
            ? $"{holder} can use {HeldText.Of(held)}, but the tables of VMID {held.Vmid} do not lead to {held.Source}."
            : $"{holder} can use {HeldText.Of(held)}: {cause.Flaw}.";
        return new Headline(
            string.Empty,
            summary,
            [.. decisive.DistinctBy(step => step.Step)],
            [Source(story, held.Source), .. isElsewhere ? Vmids(story, vcpu) : []]);
    }

    private static string Source(Story story, string word)
    {
        var value = story.Final(word) ?? string.Empty;
        var meaning = ValueText.Of(story.MeaningOf(word), value);
        return $"{word} = {value}{(meaning.Length == 0 ? string.Empty : $" ({meaning})")}: {story.Writers.Text(word)}";
    }

    // Which tables a VMID stands for.
    private static IEnumerable<string> Vmids(Story story, int vcpu) => story.History.Moments[^1].Values
        .Where(value => story.MeaningOf(value.Name) is var meaning
            && (meaning == new WordMeaning(WordKind.Vttbr, vcpu) || meaning.Kind is WordKind.Vmid or WordKind.VmidGeneration))
        .Select(value => Source(story, value.Name));

    private static string During(Story story, Occurrence occurrence) =>
        story.CallOf(occurrence) is { } call ? $", in {call.Text.Split(": ")[0]}" : string.Empty;

    // Entries that memory has not any more say more than those that it has; and those of stage 2 are what the combined are made of.
    private static (int Vcpu, HeldTranslation Held) Choose(Story story)
    {
        var wrong = story.EvidenceOf<HeldWrongly>()?.Entries ?? [];
        return story.History.Moments[^1].Vcpus
            .SelectMany(view => view.Held.Select(entry => (view.Vcpu, Entry: entry)))
            .Where(candidate => wrong.Any(other => other.Cpu == candidate.Vcpu && Is(candidate.Entry, other.Entry)))
            .OrderBy(candidate => candidate.Entry.IsInMemory)
            .ThenBy(candidate => candidate.Entry.Form == TlbForm.Combined)
            .FirstOrDefault();
    }

    private static bool Is(HeldTranslation held, TlbEntry entry) => held.Form == entry.Form && held.Vmid == entry.Vmid
        && held.IpaPage == entry.IpaPage && held.Level == entry.Level && held.Descriptor == entry.Descriptor
        && held.SourceWord == entry.Source;
}
