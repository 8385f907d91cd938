using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.Native;

/// <summary>A TLBI on its way. It belongs to the vCPU that issued it; a DSB there waits until it has arrived everywhere.</summary>
/// <param name="issued">The instruction.</param>
/// <param name="missed">Descriptors that it passed on the way to being overwritten: it may leave them cached.</param>
internal sealed class PostedInvalidation(Invalidation issued, IReadOnlyList<(int Source, ulong Descriptor)> missed)
{
    public Invalidation Issued { get; } = issued;

    /// <summary>A bit per vCPU on which it has taken effect.</summary>
    public ulong Arrived { get; set; }

    public bool Concerns(int vcpu, int issuer) => (Issued.IsBroadcast || vcpu == issuer) && (Arrived & (1UL << vcpu)) == 0;

    /// <summary>Whether it removes an entry (Arm ARM D8.14, table of the scope of TLB maintenance instructions).</summary>
    public bool Removes(in CachedDescriptor entry)
    {
        var inScope = Issued.Kind switch
        {
            TlbiKind.Alle1 or TlbiKind.Alle1is => true,
            TlbiKind.Vmalls12e1 or TlbiKind.Vmalls12e1is => entry.Vmid == Issued.Vmid,
            TlbiKind.Vmalle1 or TlbiKind.Vmalle1is => entry.Vmid == Issued.Vmid && entry.Form == TlbForm.Combined,
            TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is =>
                entry.Form != TlbForm.Combined && entry.Translates(Issued.Vmid, Issued.IpaPage),
            _ => throw new InvalidOperationException($"{Issued.Kind}"),
        };
        return inScope && (missed.Count == 0 || !missed.Contains((entry.Source, entry.Descriptor)));
    }
}
