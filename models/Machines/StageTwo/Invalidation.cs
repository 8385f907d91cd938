using Interlock.Sync;

namespace Interlock.Models.Machines.StageTwo;

/// <summary>A TLBI that has been issued: what it removes, and from whom.</summary>
/// <param name="Kind">The instruction.</param>
/// <param name="IpaPage">The IPA page, for the kinds that take one.</param>
/// <param name="Vmid">The VMID under which it was issued.</param>
internal readonly record struct Invalidation(TlbiKind Kind, ulong IpaPage, ulong Vmid) : IComparable<Invalidation>
{
    public bool IsBroadcast =>
        Kind is TlbiKind.Ipas2e1is or TlbiKind.Vmalle1is or TlbiKind.Vmalls12e1is or TlbiKind.Alle1is;

    /// <summary>Whether it removes an entry (Arm ARM D8.14, table of the scope of TLB maintenance instructions).</summary>
    public bool Removes(TlbEntry entry, PageLayout layout) => Kind switch
    {
        TlbiKind.Alle1 or TlbiKind.Alle1is => true,
        TlbiKind.Vmalls12e1 or TlbiKind.Vmalls12e1is => entry.Vmid == Vmid,
        TlbiKind.Vmalle1 or TlbiKind.Vmalle1is => entry.Vmid == Vmid && entry.Form == TlbForm.Combined,
        TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is => entry.Vmid == Vmid && entry.Form != TlbForm.Combined
            && entry.IpaPage <= IpaPage && IpaPage - entry.IpaPage < layout.Span(entry.Level),
        _ => throw new InvalidOperationException($"{Kind}"),
    };

    // Only a DSB orders one TLBI before another, so those between two DSBs are taken in the order that removes least:
    // combined translations first, which can then be made anew from those of stage 2.
    public int CompareTo(Invalidation other) =>
        (!RemovesCombined, Kind, IpaPage, Vmid).CompareTo((!other.RemovesCombined, other.Kind, other.IpaPage, other.Vmid));

    private bool RemovesCombined => Kind is TlbiKind.Vmalle1 or TlbiKind.Vmalle1is;
}

/// <summary>
/// What a vCPU's barriers have not made certain yet: a descriptor that was overwritten, a TLBI that it has issued, or a
/// descriptor that such a TLBI may miss because no DSB stands between the two: walkers may then read it again after it.
/// </summary>
/// <param name="Batch">Zero before a DSB; after it, the DSB's rank among those since the last context synchronization.</param>
/// <param name="Issued">The TLBI; null for a descriptor that was overwritten.</param>
/// <param name="Word">The word that held the descriptor; negative for the TLBI itself.</param>
/// <param name="Descriptor">The descriptor; zero for the TLBI itself.</param>
/// <param name="Writer">Who overwrote a descriptor that no TLBI is concerned with; zero otherwise.</param>
internal readonly record struct PendingMaintenance(
    int Batch, Invalidation? Issued, int Word, ulong Descriptor = 0, int Writer = 0)
    : IComparable<PendingMaintenance>
{
    public int CompareTo(PendingMaintenance other)
    {
        var byBatch = Batch.CompareTo(other.Batch);
        var byIssued = byBatch != 0 ? byBatch : Nullable.Compare(Issued, other.Issued);
        return byIssued != 0 ? byIssued : (Word, Descriptor, Writer).CompareTo((other.Word, other.Descriptor, other.Writer));
    }
}
