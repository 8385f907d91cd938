using Interlock.Explorer.Traces;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>
/// Why a vCPU can still hold a translation that memory does not have any more: where it was cached, where its descriptor was
/// overwritten, and what each invalidation since then left undone.
/// </summary>
internal sealed class StaleCause
{
    private readonly History history;
    private readonly IReadOnlyList<Occurrence> all;
    private readonly int vcpu;
    private readonly HeldTranslation held;
    private readonly int until;

    /// <summary>The cause.</summary>
    /// <param name="history">The counterexample.</param>
    /// <param name="all">Its operations.</param>
    /// <param name="vcpu">Who holds the translation.</param>
    /// <param name="held">The translation.</param>
    /// <param name="until">The step before which it is held, from one; one more than there are for the last state.</param>
    public StaleCause(History history, IReadOnlyList<Occurrence> all, int vcpu, HeldTranslation held, int until)
    {
        (this.history, this.all, this.vcpu, this.held, this.until) = (history, all, vcpu, held, until);
        CachedAt = FirstHeld();
        Overwritten = all.LastOrDefault(occurrence => occurrence.Step < until && occurrence.Writes
            && occurrence.Performed!.Word == held.Source && Means(occurrence.Performed.Before) && !Means(occurrence.Performed.After));
        (Flaw, FlawAt) = FindFlaw();
    }

    /// <summary>The step after which the vCPU can hold it, for good; zero if from the start.</summary>
    public int CachedAt { get; }

    /// <summary>The operation that overwrote its descriptor; null if memory still has it.</summary>
    public Occurrence? Overwritten { get; }

    /// <summary>What was left undone, as a clause.</summary>
    public string Flaw { get; }

    /// <summary>The operation that should have had an effect and had not; null if there is none.</summary>
    public Occurrence? FlawAt { get; }

    /// <summary>Where the vCPU has it, as a phrase.</summary>
    public string Place => held.Form switch
    {
        TlbForm.Walk => "a cached table descriptor",
        TlbForm.Stage2 => "a cached stage 2 translation",
        TlbForm.Combined => "a cached translation of stages 1 and 2 combined",
        _ => throw new InvalidOperationException($"{held.Form}"),
    };

    /// <summary>Since when, as a phrase.</summary>
    public string Since => CachedAt == 0 ? "from the start" : $"since [[{CachedAt}]]";

    private bool Means(ulong descriptor) => HeldText.Meaning(descriptor) == held.Descriptor;

    private int FirstHeld()
    {
        var first = until - 1;
        while (first > 0 && Holds(first - 1))
        {
            first--;
        }

        return first;
    }

    private bool Holds(int moment) => Find(moment, held.Form);

    private bool Find(int moment, TlbForm form) => history.Moments[moment].Vcpus.Any(view => view.Vcpu == vcpu
        && view.Held.Any(entry => entry.Form == form && entry.Vmid == held.Vmid && entry.IpaPage == held.IpaPage
            && entry.Level == held.Level && entry.Descriptor == held.Descriptor && entry.Source == held.Source));

    private (string Flaw, Occurrence? At) FindFlaw()
    {
        if (Overwritten is null)
        {
            var writer = all.LastOrDefault(
                occurrence => occurrence.Step < until && occurrence.Writes && occurrence.Performed!.Word == held.Source);
            return (
                $"the entry {held.Source} was never cleared: it has held this descriptor " +
                $"{(writer is null ? "from the start" : $"since {writer.Link}")}",
                writer);
        }

        var tlbis = all.Where(occurrence => occurrence.Kind == OperationKind.Tlbi && occurrence.Step < until).ToList();
        var reasons = tlbis.Where(tlbi => IsAfter(tlbi, Overwritten)).Select(tlbi => (Reason: Reason(tlbi), Tlbi: tlbi)).ToList();

        // Of several, the one that came nearest to its effect says most: an instruction of another kind never had one.
        if (reasons.Count > 0)
        {
            var (reason, at) = reasons.MaxBy(candidate => candidate.Reason.Rank);
            return (reason.Text, at);
        }

        return tlbis.LastOrDefault() is { } before
            ? (
                $"the {Instruction(before)} came at {before.Link}, before the entry was cleared, so a walk could cache it again; none " +
                "came after it",
                before)
            : ("no TLBI was issued for it", null);
    }

    private (string Text, int Rank) Reason(Occurrence tlbi)
    {
        var operation = tlbi.Performed!.Operation;
        var (kind, ipaPage) = ((TlbiKind)operation.Expected, operation.Operand >> 12);
        var what = $"the {Instruction(tlbi)} at {tlbi.Link}";
        var view = history.Moments[tlbi.Step - 1].Vcpus.First(view => view.Vcpu == tlbi.Actor);
        var isBroadcast = kind.ToString().EndsWith("is", StringComparison.Ordinal);
        if (kind is TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is && held.Form == TlbForm.Combined)
        {
            return (
                $"{what} removes stage 2 entries only, not the entries that combine stages 1 and " +
                $"2{(HasOther(tlbi, isOfStageOne: true) ? string.Empty : ", and no TLBI of stage 1 follows")}",
                1);
        }

        if (kind is TlbiKind.Vmalle1 or TlbiKind.Vmalle1is && held.Form != TlbForm.Combined)
        {
            return (
                $"{(HasOther(tlbi, isOfStageOne: false) ? string.Empty : "no TLBI of stage 2 was issued for it; ")}{what} removes only " +
                "entries of stage 1 and combined ones",
                1);
        }

        if (kind is not (TlbiKind.Alle1 or TlbiKind.Alle1is))
        {
            if (view.Vttbr >> 48 != held.Vmid && view.Earlier.All(earlier => earlier >> 48 != held.Vmid))
            {
                return ($"{what} was issued while VTTBR_EL2 held VMID {view.Vttbr >> 48}; the entry has VMID {held.Vmid}", 2);
            }

            if (view.Earlier.Any(earlier => earlier >> 48 != view.Vttbr >> 48))
            {
                return ($"{what} may use the VMID from before VTTBR_EL2 was written: no ISB stands between the two", 3);
            }
        }

        if (kind is TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is && (held.IpaPage > ipaPage || ipaPage - held.IpaPage >= held.IpaPages))
        {
            return ($"{what} is for another IPA page than {held.IpaPage}", 2);
        }

        if (!isBroadcast && tlbi.Actor != vcpu)
        {
            return (
                $"{what} reaches the TLB of {tlbi.Name} only (it is not an IS form), and {history.Trace.Actors[vcpu]} holds the entry", 3);
        }

        return WhyNotComplete(tlbi, kind, what);
    }

    // What the machine itself keeps of a TLBI decides; the barriers that are there or not are how it is said.
    private (string Text, int Rank) WhyNotComplete(Occurrence tlbi, TlbiKind kind, string what)
    {
        var barriers = all.Where(dsb => dsb.Kind == OperationKind.Dsb && dsb.Actor == tlbi.Actor && IsAfter(dsb, tlbi) && dsb.Step < until)
            .ToList();
        var completing = barriers.Find(dsb => (DsbKind)dsb.Performed!.Operation.Operand == DsbKind.Ish
            || ((DsbKind)dsb.Performed.Operation.Operand == DsbKind.Nsh && tlbi.Actor == vcpu));
        if (completing is null)
        {
            return (barriers.LastOrDefault() is { } other
                ? $"{what} is not complete: the {Phrases.Of(other.Performed!)} at {other.Link} does not wait for TLBIs, and no DSB ISH follows"
                : $"{what} is not complete: no DSB ISH follows it", 5);
        }

        if (tlbi.Actor == vcpu && PendingAt(until - 1, tlbi, kind) is { IsSynchronized: true })
        {
            return ($"{tlbi.Name} has not synchronized its own context since the DSB at {completing.Link}: no ISB follows", 5);
        }

        if (PendingAt(completing.Step - 1, tlbi, kind) is { } pending && pending.Missed.Contains(held.Source))
        {
            var writer = Overwritten!;
            return all.Any(dsb => dsb.Kind == OperationKind.Dsb && dsb.Actor == writer.Actor && IsAfter(dsb, writer) && IsAfter(tlbi, dsb))
                ? ($"{what} may miss the old descriptor of {held.Source}: a walk that began before it may still use it", 5)
                : (
                    $"no DSB stands between the write at {writer.Link} and {what}: a walk may have read the old descriptor after the TLBI",
                    5);
        }

        if (kind is TlbiKind.Vmalle1 or TlbiKind.Vmalle1is && held.Form == TlbForm.Combined
            && OfStageTwoWith(tlbi, completing) is { } unordered)
        {
            return (
                $"no DSB stands between {Instruction(unordered)} at {unordered.Link} and {what}: a walk could make the combined entry " +
                "again from the stage 2 entry",
                4);
        }

        return kind is TlbiKind.Vmalle1 or TlbiKind.Vmalle1is && held.Form == TlbForm.Combined && Find(completing.Step, TlbForm.Stage2)
            ? (
                $"{what} was complete at {completing.Link} while the stage 2 entry was still cached, so a walk could make the combined " +
                "entry again",
                4)
            : ($"{what} was complete at {completing.Link}, and why the entry is still there was not worked out", 0);
    }

    // A TLBI by IPA that the same barrier completes: nothing says which of the two takes effect first.
    private Occurrence? OfStageTwoWith(Occurrence tlbi, Occurrence completing) =>
        all.LastOrDefault(other => other.Kind == OperationKind.Tlbi
        && other.Actor == tlbi.Actor && (TlbiKind)other.Performed!.Operation.Expected is TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is
        && IsAfter(other, Overwritten!) && IsAfter(tlbi, other)
        && !all.Any(dsb => dsb.Kind == OperationKind.Dsb && (DsbKind)dsb.Performed!.Operation.Operand != DsbKind.Ishst
            && dsb.Actor == tlbi.Actor && IsAfter(dsb, other) && IsAfter(completing, dsb)));

    private bool HasOther(Occurrence tlbi, bool isOfStageOne) => all.Any(other => other.Kind == OperationKind.Tlbi && other.Step < until
        && IsAfter(other, Overwritten!) && !ReferenceEquals(other, tlbi)
        && (TlbiKind)other.Performed!.Operation.Expected is var kind
        && (isOfStageOne
            ? kind is not (TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is)
            : kind is not (TlbiKind.Vmalle1 or TlbiKind.Vmalle1is)));

    private PendingTlbi? PendingAt(int moment, Occurrence tlbi, TlbiKind kind) => history.Moments[moment].Vcpus
        .First(view => view.Vcpu == tlbi.Actor).Pending.FirstOrDefault(pending => pending.Kind == kind);

    private static string Instruction(Occurrence tlbi) => Phrases.Of(tlbi.Performed!);

    private bool IsAfter(Occurrence later, Occurrence earlier) =>
        later.Step > earlier.Step || (later.Step == earlier.Step && IndexOf(later) > IndexOf(earlier));

    private int IndexOf(Occurrence occurrence)
    {
        for (var index = 0; index < all.Count; index++)
        {
            if (ReferenceEquals(all[index], occurrence))
            {
                return index;
            }
        }

        return -1;
    }
}
