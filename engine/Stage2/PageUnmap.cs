using Interlock.Engine.Addresses;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Stage2;

/// <summary>
/// Takes a page away from a VM. When <see cref="Run"/> returns, no CPU can reach the page through the VM's translations any more,
/// and it may be given to somebody else. The lock of the VM's tables must be held.
/// </summary>
/// <param name="entry">The last-level entry that maps the page.</param>
/// <param name="ipa">What it translates.</param>
/// <param name="vm">The VM's translation regime.</param>
public sealed class PageUnmap(Address entry, Ipa ipa, Vttbr vm)
{
    /// <summary>Clears the entry and invalidates all that was cached of it, on every CPU.</summary>
    public async Step Run(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(entry, 0);

        // Walkers must see the store before the TLBI can mean anything (DDI 0487 D8.17).
        await cpu.Dsb(DsbKind.Ishst);

        // A TLBI by IPA or by VMID concerns the VMID that is current; without the ISB it might still be the one before.
        await cpu.WriteVttbr(vm.Value);
        await cpu.Isb();

        // Stage 2 before stage 1: a combined translation could be made anew from the stage 2 one that is left.
        await cpu.Tlbi(TlbiKind.Ipas2e1is, ipa.Value);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Tlbi(TlbiKind.Vmalle1is);
        await cpu.Dsb(DsbKind.Ish);

        // Other CPUs wait for neither of these two: this CPU's own translations catch up with the TLBIs, and from here on
        // its walks use no tables of the VM's.
        await cpu.Isb();
        await cpu.WriteVttbr(default(Vttbr).Value);
        await cpu.Isb();
    }
}
