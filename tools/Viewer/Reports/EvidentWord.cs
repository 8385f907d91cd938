using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Reports;

/// <summary>A word of the last state that a violation is about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it holds, what that means, and where it comes from.</param>
/// <param name="Writer">Who wrote it; null if it is as it was at the start.</param>
internal sealed record EvidentWord(string Name, string Text, Occurrence? Writer)
{
    private const int Most = 10;

    private static readonly WordKind[] OfVmids = [WordKind.Vmid, WordKind.VmidsTaken, WordKind.VmidGeneration];

    // What is told of the VMs that a violation is about, by the property.
    private static readonly Dictionary<string, WordKind[]> OfVm = new(StringComparer.Ordinal)
    {
        ["counts-exact"] = [WordKind.VmStatus, WordKind.VmReferences, WordKind.VmOwnedPages, WordKind.VmVcpu],
        ["one-vmid-one-root"] = [WordKind.VmStatus, WordKind.VmRoot, WordKind.Vmid],
        ["one-owner"] = [WordKind.VmStatus, WordKind.VmRoot, WordKind.VmFirstSpare, WordKind.VmSpares],
        ["refinement"] = [WordKind.VmStatus, WordKind.VmReferences, WordKind.Vmid, WordKind.VmVcpu],
    };

    private static readonly WordKind[] OfAnyVm = [WordKind.VmStatus, WordKind.VmRoot];

    /// <summary>The words that the violation is about, each with what it means and who wrote it.</summary>
    public static IReadOnlyList<EvidentWord> Of(Story story)
    {
        var concerns = story.Violation.Evidence?.Concerns.Distinct().ToList() ?? [];
        var ofVm = OfVm.GetValueOrDefault(story.Violation.Property, OfAnyVm);
        var found = new List<EvidentWord>();
        foreach (var value in story.History.Moments[^1].Values)
        {
            var meaning = story.MeaningOf(value.Name);
            var isShown = concerns.Exists(concern => concern.Kind switch
            {
                ConcernKind.Page => meaning == new WordMeaning(WordKind.HostDescriptor, (int)concern.Number)
                    || meaning == new WordMeaning(WordKind.Shares, (int)concern.Number)
                    || ValueText.MapsPage(meaning, value.Value, concern.Number),
                ConcernKind.Value => value.Value == $"0x{concern.Number:x}",
                _ => false,
            });
            var isShownIfUsed = concerns.Exists(concern => concern.Kind switch
            {
                ConcernKind.Vm => (ulong)meaning.Of == concern.Number && ofVm.Contains(meaning.Kind),
                ConcernKind.Vmids => OfVmids.Contains(meaning.Kind),
                _ => false,
            });
            isShownIfUsed |= story.Violation.Property is "counts-exact" && meaning.Kind == WordKind.Loaded;
            if (isShown || (isShownIfUsed && (value.Value != "0" || story.Writers.Of(value.Name) is not null)))
            {
                var text = ValueText.Of(meaning, value.Value);
                found.Add(new EvidentWord(
                    value.Name,
                    $"{value.Name} = {value.Value}{(text.Length == 0 ? string.Empty : $" ({text})")}: {story.Writers.Text(value.Name)}",
                    story.Writers.Of(value.Name)));
            }
        }

        return found.Count > 0 ? [.. found.Take(Most)] : Whole(story);
    }

    // Where the violation is about nothing in particular, a small state is shown whole.
    private static List<EvidentWord> Whole(Story story)
    {
        if (story.History.Moments[^1].Fields is { } fields)
        {
            return [.. fields.Select(field => new EvidentWord(field.Name, $"{field.Name} = {field.Value}", null))];
        }

        var values = story.History.Moments[^1].Values.Where(value => !story.Trace.Actors.Contains(value.Name)
            && story.MeaningOf(value.Name).Kind is not (WordKind.Waiting or WordKind.Vttbr or WordKind.Tlb)).ToList();
        return values.Count > Most
            ? []
            : [.. values.Select(value => new EvidentWord(
                value.Name, $"{value.Name} = {value.Value}: {story.Writers.Text(value.Name)}", null))];
    }
}
