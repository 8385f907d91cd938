using System.Text.RegularExpressions;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;

namespace Interlock.Viewer.Reports;

/// <summary>A TLB or a walk cache holds what it must not hold: which entry, and which maintenance was left out.</summary>
internal static partial class HeldHeadline
{
    private const int GenerationShift = 16;

    private static readonly string[] Properties = ["no-stale-translation", "no-stale-table", "no-orphan-vmid"];

    public static Headline? Of(Story story)
    {
        if (!Properties.Contains(story.Violation.Property))
        {
            return null;
        }

        var moment = story.History.Moments[^1];
        var (vcpu, held) = moment.Vcpus
            .SelectMany(view => view.Held.Select(entry => (view.Vcpu, Entry: entry)))
            .Where(candidate => IsOffending(story, candidate.Entry))
            .OrderBy(candidate => candidate.Entry.IsInMemory)
            .ThenBy(candidate => candidate.Entry.Form == TlbForm.Combined)
            .FirstOrDefault();
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

        if (cause.FlawAt is { } flawAt && decisive.TrueForAll(step => step.Step != flawAt.Step))
        {
            decisive.Add(new DecisiveStep(flawAt.Step, "does not help", $"{char.ToUpperInvariant(cause.Flaw[0])}{cause.Flaw[1..]}"));
        }

        var summary = cause.Overwritten is { } gone
            ? $"{holder} can still use {HeldText.Short(held)} ({cause.Place}), although {gone.Name} overwrote its descriptor {held.Source} at {gone.Link}{During(story, gone)}: {cause.Flaw}."
            : $"{holder} can use {HeldText.Of(held)}: {cause.Flaw}.";
        return new Headline(string.Empty, summary, [.. decisive.DistinctBy(step => step.Step)], [Source(story, held.Source)]);
    }

    private static string Source(Story story, string word)
    {
        var value = story.Final(word) ?? string.Empty;
        var meaning = ValueText.Of(word, value);
        return $"{word} = {value}{(meaning.Length == 0 ? string.Empty : $" ({meaning})")}: {story.Writers.Text(word)}";
    }

    private static string During(Story story, Occurrence occurrence) =>
        story.CallOf(occurrence) is { } call ? $", in {call.Text.Split(": ")[0]}" : string.Empty;

    // Of a VMID that nobody has, everything offends; else what memory has not any more.
    private static bool IsOffending(Story story, HeldTranslation entry) => story.Violation.Property switch
    {
        "no-stale-table" => entry.Form == TlbForm.Walk && !entry.IsInMemory,
        "no-orphan-vmid" => entry.Vmid != 0 && !VmidsInUse(story).Contains(entry.Vmid),
        _ => entry.Form != TlbForm.Walk && !entry.IsInMemory,
    };

    // A VMID counts in the generation that is written above it, and in no other.
    private static HashSet<ulong> VmidsInUse(Story story)
    {
        var generation = ulong.TryParse(story.Final("vmid-generation"), out var current) ? current : 0;
        return
        [
            .. story.History.Moments[^1].Values.Where(value => VmidWord().IsMatch(value.Name))
                .Select(value => ulong.TryParse(value.Value, out var tag) && tag >> GenerationShift == generation ? tag & 0xffff : 0),
        ];
    }

    [GeneratedRegex(@"^vm\d+\.vmid$")]
    private static partial Regex VmidWord();
}
