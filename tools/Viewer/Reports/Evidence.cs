using System.Globalization;
using System.Text.RegularExpressions;

namespace Interlock.Viewer.Reports;

/// <summary>The words of the last state that a violation's message is about, each with what it means and who wrote it.</summary>
internal static partial class Evidence
{
    private const int Most = 10;

    private static readonly Dictionary<string, string> OfVm = new(StringComparer.Ordinal)
    {
        ["counts-exact"] = @"\.(status|references|owned-pages|vcpu\d+)$",
        ["one-vmid-one-root"] = @"\.(status|root|vmid)$",
        ["one-owner"] = @"\.(status|root|first-spare|spares)$",
        ["refinement"] = @"\.(status|references|vmid|vcpu\d+)$",
    };

    /// <summary>The words.</summary>
    public static IReadOnlyList<EvidentWord> Of(Story story)
    {
        var message = story.Violation.Message;
        var pages = Numbers(Page(), message);
        var vms = Numbers(Vm(), message);
        var vmSuffix = OfVm.GetValueOrDefault(story.Violation.Property, @"\.(status|root)$");
        var found = new List<EvidentWord>();
        foreach (var value in story.History.Moments[^1].Values)
        {
            var isOfPage = pages.Any(
                page => value.Name == $"host[{page}]" || value.Name == $"shares[{page}]" || Maps(value.Name, value.Value, page));
            var isOfVm = vms.Any(vm => value.Name.StartsWith($"vm{vm}.", StringComparison.Ordinal) && Regex.IsMatch(value.Name, vmSuffix));
            var isOfCpu = story.Violation.Property is "counts-exact" && value.Name.EndsWith(".loaded", StringComparison.Ordinal);
            var isOfVmid = message.Contains("vmid", StringComparison.Ordinal) && VmidWord().IsMatch(value.Name);
            var isNamed = value.Value.StartsWith("0x", StringComparison.Ordinal) && message.Contains(value.Value, StringComparison.Ordinal);
            if (isOfPage || isNamed
                || ((isOfVm || isOfCpu || isOfVmid) && (value.Value != "0" || story.Writers.Of(value.Name) is not null)))
            {
                var meaning = ValueText.Of(value.Name, value.Value);
                found.Add(new EvidentWord(
                    value.Name,
                    $"{value.Name} = {value.Value}{(meaning.Length == 0 ? string.Empty : $" ({meaning})")}: " +
                    $"{story.Writers.Text(value.Name)}",
                    story.Writers.Of(value.Name)));
            }
        }

        return found.Count > 0 ? [.. found.Take(Most)] : Whole(story);
    }

    // Where the message names nothing, a small state is shown whole.
    private static List<EvidentWord> Whole(Story story)
    {
        var values = story.History.Moments[^1].Values.Where(
            value => !story.Trace.Actors.Contains(value.Name) && !OfMachine().IsMatch(value.Name)).ToList();
        if (values is [var only] && RecordText.Fields(only.Value) is { } fields)
        {
            return [.. fields.Select(field => new EvidentWord(field.Name, $"{field.Name} = {field.Value}", null))];
        }

        return values.Count > Most
            ? []
            : [.. values.Select(value => new EvidentWord(value.Name, $"{value.Name} = {value.Value}: " +
                $"{story.Writers.Text(value.Name)}", null))];
    }

    private static bool Maps(string name, string value, ulong page) =>
        TableWord().IsMatch(name) && ValueText.Of(name, value).StartsWith($"page {page} ", StringComparison.Ordinal);

    private static HashSet<ulong> Numbers(Regex pattern, string text) =>
        [.. pattern.Matches(text).Select(match => ulong.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\bpage (\d+)(?! of IPA)")]
    private static partial Regex Page();

    [GeneratedRegex(@"\b(?:vm|VM) (\d+)")]
    private static partial Regex Vm();

    [GeneratedRegex(@"^(vm\d+\.vmid|vmids-taken|vmid-generation)$")]
    private static partial Regex VmidWord();

    [GeneratedRegex(@"^(asleep|events|(vttbr|tlb)\d+)$")]
    private static partial Regex OfMachine();

    [GeneratedRegex(@"^page\d+\[\d+\]$")]
    private static partial Regex TableWord();
}

/// <summary>A word of the last state that a violation is about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it holds, what that means, and where it comes from.</param>
/// <param name="Writer">Who wrote it; null if it is as it was at the start.</param>
internal sealed record EvidentWord(string Name, string Text, Occurrence? Writer);
