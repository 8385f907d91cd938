using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Reports;

/// <summary>
/// A guest, or the host through its tables, has reached memory that it must not reach: by which translation, and why it had it.
/// </summary>
internal static class ReachedHeadline
{
    public static Headline? Of(Story story)
    {
        if (story.History.Moments[0].Vcpus.Count == 0
            || story.Last is not { Performed.Translation: { Access.IsFault: false } translation } last || story.Trace.Loop is not null)
        {
            return null;
        }

        var used = Choose(translation.Used);
        if (used.Source is null)
        {
            return null;
        }

        var cause = new StaleCause(story.History, story.All, last.Actor, used, last.Step);
        var (access, target) = (translation.Access, ValueText.PageOf(used.Descriptor) + (translation.Access.Ipa >> 12) - used.IpaPage);
        var what = $"{Subject(last.Name, access.Vttbr)} {Phrases.Verb(access.Kind)} page {target} at {last.Link}";
        var decisive = new List<DecisiveStep>();
        if (cause.CachedAt > 0)
        {
            decisive.Add(new DecisiveStep(cause.CachedAt, "cached", $"{last.Name} can hold {HeldText.Short(used)} from here on"));
        }

        if (cause.Overwritten is { } overwritten)
        {
            decisive.Add(new DecisiveStep(
                overwritten.Step, "unmapped",
                $"{overwritten.Name} {Phrases.Of(overwritten.Performed!)}: the mapping is gone from memory, and may still be cached"));
            if (cause.FlawAt is { } flawAt && flawAt.Step != overwritten.Step)
            {
                decisive.Add(new DecisiveStep(flawAt.Step, "does not help", Upper(cause.Flaw)));
            }
        }

        Handed(story, target, cause, decisive);
        decisive.Add(new DecisiveStep(last.Step, "violation", $"{Subject(last.Name, access.Vttbr)} still gets to page {target}, {(cause.Overwritten is null ? "by a mapping that is still there" : $"by {cause.Place}")}"));
        var summary = cause.Overwritten is { } gone
            ? $"{what} through {cause.Place}, although {gone.Name} had taken the mapping away at {gone.Link}: {cause.Flaw}."
            : $"{what} by {used.Source}: {cause.Flaw}.";
        return new Headline(
            cause.Overwritten is not null ? "A page is reached through a stale TLB entry" : Headlines.Claim(story) is { } claim ? Headlines.Title(claim) : string.Empty,
            summary,
            [.. decisive.DistinctBy(step => step.Step)],
            []);
    }

    // Entries that memory has not any more say more than those that it has; and those of stage 2 are what the combined are made of.
    private static HeldTranslation Choose(IReadOnlyList<HeldTranslation> used) => used
        .OrderBy(entry => entry.IsInMemory).ThenBy(entry => entry.Form == TlbForm.Combined).FirstOrDefault();

    private static string Subject(string actor, ulong vttbr) =>
        vttbr >> 48 == 0 ? $"The host on {actor}" : $"The guest on {actor} (VMID {vttbr >> 48})";

    // Where the page got into other hands: the last write to it by the other side.
    private static void Handed(Story story, ulong page, StaleCause cause, List<DecisiveStep> decisive)
    {
        var from = cause.Overwritten?.Step ?? 0;
        if (story.All.LastOrDefault(occurrence => occurrence.Step > from && occurrence.Step < story.Trace.Steps.Count && occurrence.Writes
            && occurrence.Performed!.Meaning is { Kind: WordKind.Data or WordKind.Descriptor or WordKind.HostDescriptor } meaning
            && (ulong)meaning.Of == page) is { } reuse)
        {
            decisive.Add(new DecisiveStep(reuse.Step, "reused", $"{reuse.Name} {Phrases.Of(reuse.Performed!)}: the page serves somebody else by now"));
        }
    }

    private static string Upper(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
