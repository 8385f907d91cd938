using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Unmaps;

/// <summary>Variants of <see cref="TableWriter.Break"/>: first the mutants, then the benign variants.</summary>
internal static class UnmapVariants
{
    /// <summary>No TLBI at all (P-01).</summary>
    public static async Step WithoutTlbi(Cpu cpu, UnmapTarget target)
    {
        await cpu.Store(target.Entry, 0);
        await cpu.Dsb(DsbKind.Ish);
    }

    /// <summary>The entry is never cleared: walkers find it again (P-02).</summary>
    public static async Step WithoutClearing(Cpu cpu, UnmapTarget target)
    {
        await cpu.Dsb(DsbKind.Ishst);
        await Flush(cpu, target.Vm, target.Ipa, TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is);
    }

    /// <summary>No DSB between the store and the TLBI, so the TLBI may come first (P-16).</summary>
    public static async Step WithoutFirstDsb(Cpu cpu, UnmapTarget target)
    {
        await cpu.Store(target.Entry, 0);
        await InvalidateVmid(cpu, target.Vm);
        await cpu.Dsb(DsbKind.Ish);
    }

    /// <summary>No DSB after the last TLBI, so nobody waits for it (B-01).</summary>
    public static async Step WithoutLastDsb(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await InvalidateVmid(cpu, target.Vm);
        await cpu.Isb();
    }

    /// <summary>A DSB that orders stores only completes no TLBI (Hafnium c1012d6b).</summary>
    public static async Step StoreBarrierAtTheEnd(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await InvalidateVmid(cpu, target.Vm);
        await cpu.Dsb(DsbKind.Ishst);
    }

    /// <summary>TLBIs that reach this CPU only (H-04).</summary>
    public static async Step Locally(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await Flush(cpu, target.Vm, target.Ipa, TlbiKind.Ipas2e1, TlbiKind.Vmalle1);
    }

    /// <summary>TLBIs under another VM's VMID (P-10).</summary>
    public static async Step UnderOtherVmid(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await Flush(cpu, target.Other, target.Ipa, TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is);
    }

    /// <summary>No ISB after the VMID is set, so the TLBIs may be of the VMID before (Arm ARM D24.1.2).</summary>
    public static async Step WithoutIsb(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await cpu.WriteVttbr(target.Vm.Value);
        await cpu.Tlbi(TlbiKind.Ipas2e1is, target.Ipa);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Tlbi(TlbiKind.Vmalle1is);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Isb();
        await cpu.WriteVttbr(0);
        await cpu.Isb();
    }

    /// <summary>Only by IPA: combined translations stay (B-01).</summary>
    public static async Step ByIpaOnly(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await cpu.WriteVttbr(target.Vm.Value);
        await cpu.Isb();
        await cpu.Tlbi(TlbiKind.Ipas2e1is, target.Ipa);
        await cpu.Dsb(DsbKind.Ish);
    }

    /// <summary>Stage 1 before stage 2: combined translations are made anew in between (R-04, and the comment in Linux's tlb.c).</summary>
    public static async Step StageOneFirst(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await Flush(cpu, target.Vm, target.Ipa, TlbiKind.Vmalle1is, TlbiKind.Ipas2e1is);
    }

    /// <summary>Another page's IPA (P-08).</summary>
    public static async Step WrongPage(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await Flush(cpu, target.Vm, target.Ipa + 0x1000, TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is);
    }

    /// <summary>The store comes after the TLBIs (H-02: valid to invalid without invalidating).</summary>
    public static async Step ClearsLast(Cpu cpu, UnmapTarget target)
    {
        await Flush(cpu, target.Vm, target.Ipa, TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is);
        await cpu.Store(target.Entry, 0);
        await cpu.Dsb(DsbKind.Ish);
    }

    /// <summary>Harmless: all of the VM's translations at once.</summary>
    public static async Step ByVmid(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await InvalidateVmid(cpu, target.Vm);
        await cpu.Dsb(DsbKind.Ish);
    }

    /// <summary>Harmless: everybody's translations, which needs no VMID.</summary>
    public static async Step AllVmids(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await cpu.Tlbi(TlbiKind.Alle1is);
        await cpu.Dsb(DsbKind.Ish);
    }

    /// <summary>Harmless: a stronger first barrier.</summary>
    public static async Step StrongerBarrier(Cpu cpu, UnmapTarget target)
    {
        await cpu.Store(target.Entry, 0);
        await cpu.Dsb(DsbKind.Ish);
        await Flush(cpu, target.Vm, target.Ipa, TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is);
    }

    /// <summary>Harmless: everything twice.</summary>
    public static async Step Twice(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await Flush(cpu, target.Vm, target.Ipa, TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is);
        await Clear(cpu, target);
        await Flush(cpu, target.Vm, target.Ipa, TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is);
    }

    /// <summary>
    /// Harmless: no ISB after the TLBIs. The next use of a VMID or of tables on this CPU is behind an ISB or an exception return,
    /// and the TLBIs that other CPUs wait for are complete without one.
    /// </summary>
    public static async Step WithoutLaterIsbs(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await cpu.WriteVttbr(target.Vm.Value);
        await cpu.Isb();
        await cpu.Tlbi(TlbiKind.Ipas2e1is, target.Ipa);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Tlbi(TlbiKind.Vmalle1is);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.WriteVttbr(0);
    }

    /// <summary>Harmless: a superfluous local TLBI before the broadcast ones.</summary>
    public static async Step LocallyFirst(Cpu cpu, UnmapTarget target)
    {
        await Clear(cpu, target);
        await cpu.Tlbi(TlbiKind.Alle1);
        await cpu.Dsb(DsbKind.Nsh);
        await Flush(cpu, target.Vm, target.Ipa, TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is);
    }

    private static async Step Clear(Cpu cpu, UnmapTarget target)
    {
        await cpu.Store(target.Entry, 0);
        await cpu.Dsb(DsbKind.Ishst);
    }

    private static async Step InvalidateVmid(Cpu cpu, Vttbr vm)
    {
        await cpu.WriteVttbr(vm.Value);
        await cpu.Isb();
        await cpu.Tlbi(TlbiKind.Vmalls12e1is);
    }

    private static async Step Flush(Cpu cpu, Vttbr vm, ulong ipa, TlbiKind first, TlbiKind second)
    {
        await cpu.WriteVttbr(vm.Value);
        await cpu.Isb();
        await cpu.Tlbi(first, ipa);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Tlbi(second, ipa);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Isb();
    }
}
