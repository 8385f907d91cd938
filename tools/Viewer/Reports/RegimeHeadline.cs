using Interlock.Isolation.Monitors;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>Somebody is translated by tables that are not its own: by which, by which it should be, and who wrote VTTBR_EL2 last.</summary>
internal static class RegimeHeadline
{
    public static Headline? Of(Story story)
    {
        if (story.EvidenceOf<WrongRegime>() is not { } wrong || story.Last is not { } last)
        {
            return null;
        }

        var (used, due) = (wrong.Used, wrong.Expected);
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
}
