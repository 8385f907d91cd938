using System.Globalization;
using System.Text.RegularExpressions;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>Somebody is translated by tables that are not its own: by which, by which it should be, and who wrote VTTBR_EL2 last.</summary>
internal static partial class RegimeHeadline
{
    public static Headline? Of(Story story)
    {
        if (story.Violation.Property != "own-regime" || Said().Match(story.Violation.Message) is not { Success: true } said
            || story.Last is not { } last)
        {
            return null;
        }

        var (used, due) = (Value(said, 2), Value(said, 3));
        var write = story.All.LastOrDefault(occurrence => occurrence.Actor == last.Actor && occurrence.Kind == OperationKind.WriteVttbr);
        var since = write is null
            ? "VTTBR_EL2 was never written"
            : $"it last wrote VTTBR_EL2 at {write.Link}, to {ValueText.Vttbr(write.Performed!.Operation.Operand)}";
        var decisive = new List<DecisiveStep>();
        if (write is not null)
        {
            decisive.Add(new DecisiveStep(write.Step, "last switch", $"{write.Name} {Phrases.Of(write.Performed!)}"));
        }

        decisive.Add(new DecisiveStep(last.Step, "violation", $"{last.Name}: {(last.Performed is { } performed ? Phrases.Of(performed) : last.Operation.Operation)}"));
        return new Headline(
            due >> 48 == 0 ? "The host runs under a guest's tables" : string.Empty,
            $"{last.Name} is translated by {ValueText.Vttbr(used)} at {last.Link}, and should be by {ValueText.Vttbr(due)}: {since}.",
            decisive,
            []);
    }

    private static ulong Value(Match match, int group) =>
        ulong.Parse(match.Groups[group].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\w+) translates by vttbr_el2 = 0x([0-9a-f]+), and should by 0x([0-9a-f]+)$")]
    private static partial Regex Said();
}
