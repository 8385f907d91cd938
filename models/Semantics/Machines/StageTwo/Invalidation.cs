using Interlock.Sync;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>A TLBI that has been issued: what it removes, and from whom.</summary>
/// <param name="Kind">The instruction.</param>
/// <param name="IpaPage">The IPA page, for the kinds that take one.</param>
/// <param name="Vmid">The VMID under which it was issued.</param>
internal readonly record struct Invalidation(TlbiKind Kind, ulong IpaPage, ulong Vmid) : IComparable<Invalidation>
{
    public bool IsBroadcast =>
        Kind is TlbiKind.Ipas2e1is or TlbiKind.Vmalle1is or TlbiKind.Vmalls12e1is or TlbiKind.Alle1is;

    /// <summary>Whether it concerns the VMID that is current only.</summary>
    public bool IsOfVmid => Kind is not (TlbiKind.Alle1 or TlbiKind.Alle1is);

    /// <summary>Whether it removes an entry (Arm ARM D8.14, table of the scope of TLB maintenance instructions).</summary>
    public bool Removes(TlbEntry entry, PageLayout layout) => Kind switch
    {
        TlbiKind.Alle1 or TlbiKind.Alle1is => true,
        TlbiKind.Vmalls12e1 or TlbiKind.Vmalls12e1is => entry.Vmid == Vmid,
        TlbiKind.Vmalle1 or TlbiKind.Vmalle1is => entry.Vmid == Vmid && entry.Form == TlbForm.Combined,
        TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is => entry.Vmid == Vmid && entry.Form != TlbForm.Combined
            && entry.IpaPage <= IpaPage && IpaPage - entry.IpaPage < layout.Span(entry.Vmid, entry.Level),
        _ => throw new InvalidOperationException($"{Kind}"),
    };

    // Only a DSB orders one TLBI before another, so those between two DSBs are taken in the order that removes least:
    // combined translations first, which can then be made anew from those of stage 2.
    public int CompareTo(Invalidation other) =>
        (!RemovesCombined, Kind, IpaPage, Vmid).CompareTo((!other.RemovesCombined, other.Kind, other.IpaPage, other.Vmid));

    private bool RemovesCombined => Kind is TlbiKind.Vmalle1 or TlbiKind.Vmalle1is;
}
