using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;
using static Interlock.CoyoteTests.Models.Litmus.StageTwoLitmus;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>
/// Verdicts of the Arm litmus tests for translation (ESOP 2022, Simner et al., and herd's VMSA catalogue, named per test)
/// as far as they do not depend on weakly ordered memory. A set of outcomes is complete: what is not in it is forbidden.
/// </summary>
public sealed class StageTwoLitmusTests
{
    private static readonly string[] OldOrFault = ["7", Fault];
    private static readonly string[] OnlyFault = [Fault];

    [Fact] // CoWinvT+po
    public void A_cleared_descriptor_may_still_be_used() =>
        Assert.Equal(OldOrFault, Alone(async (cpu, x) => await cpu.Store(x.Pte, 0)));

    [Fact] // CoWinvT+dsb-isb
    public void Barriers_alone_invalidate_nothing() =>
        Assert.Equal(OldOrFault, Alone(async (cpu, x) =>
        {
            await cpu.Store(x.Pte, 0);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Isb();
        }));

    [Theory] // CoWinvT.EL1+dsb-tlbi-dsb: allowed without FEAT_ETS, forbidden with it
    [InlineData(false, "7", Fault)]
    [InlineData(true, Fault)]
    public void Without_context_synchronization_the_own_vcpu_may_lag_behind(bool ets, params string[] allowed) =>
        Assert.Equal(allowed, Alone(ets: ets, hypervisor: async (cpu, x) =>
        {
            await cpu.Store(x.Pte, 0);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Tlbi(TlbiKind.Vmalls12e1is);
            await cpu.Dsb(DsbKind.Ish);
        }));

    [Theory] // CoWinvTv1.2, V2I-W-DSB.{ISH,ST}-TLBI-DSB.ISH-ISB, CoWinvT+tlbi-dsb-isb, V2I-…-DSB.ST-ISB
    [InlineData(DsbKind.Ish, DsbKind.Ish, Fault)]
    [InlineData(DsbKind.Ishst, DsbKind.Ish, Fault)]
    [InlineData(null, DsbKind.Ish, "7", Fault)]
    [InlineData(DsbKind.Ish, DsbKind.Ishst, "7", Fault)]
    [InlineData(DsbKind.Ish, DsbKind.Nsh, "7", Fault)]
    [InlineData(DsbKind.Ish, null, "7", Fault)]
    public void An_invalidation_needs_a_barrier_on_both_sides(DsbKind? before, DsbKind? after, params string[] allowed) =>
        Assert.Equal(allowed, Alone(async (cpu, x) =>
        {
            await cpu.Store(x.Pte, 0);
            await Dsb(cpu, before);
            await cpu.Tlbi(TlbiKind.Vmalls12e1is);
            await Dsb(cpu, after);
            await cpu.Isb();
        }));

    [Theory] // CoWinvT2+dsb-tlbiipa-dsb-tlbivmall-dsb-eret and its variations; the order as in Linux's tlb.c
    [InlineData(TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is, X, Fault)]
    [InlineData(TlbiKind.Ipas2e1is, null, X, "7", Fault)]
    [InlineData(TlbiKind.Vmalle1is, null, X, "7", Fault)]
    [InlineData(TlbiKind.Vmalle1is, TlbiKind.Ipas2e1is, X, "7", Fault)]
    [InlineData(TlbiKind.Ipas2e1is, TlbiKind.Vmalle1is, 0x1000UL, "7", Fault)] // another page: …+dsb-badtlbi-dsb-isb
    [InlineData(TlbiKind.Alle1is, null, X, Fault)]
    public void Combined_translations_go_after_those_of_stage_2(
        TlbiKind first, TlbiKind? second, ulong ipa, params string[] allowed) =>
        Assert.Equal(allowed, Alone(async (cpu, x) =>
        {
            await cpu.Store(x.Pte, 0);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Tlbi(first, ipa);
            await cpu.Dsb(DsbKind.Ish);
            if (second is { } then)
            {
                await cpu.Tlbi(then, ipa);
                await cpu.Dsb(DsbKind.Ish);
            }

            await cpu.Isb();
        }));

    [Fact] // what was cached after a TLBI had completed is not removed by the ISB that makes its vCPU know of it
    public void A_context_synchronization_invalidates_nothing_new() =>
        Assert.Equal(["7", "9"], Alone(async (cpu, x) =>
        {
            await Unmap(cpu, x.Pte, TlbiKind.Vmalls12e1is);
            await cpu.Store(x.Pte, Leaf(NewPage));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Store(x.Pte, Leaf(OldPage));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Isb();
        }));

    [Fact] // rule 4 of the same paper: only a DSB orders a TLBI after what comes before it, another TLBI included
    public void Invalidations_without_a_barrier_between_them_come_in_any_order() =>
        Assert.Equal(OldOrFault, Alone(async (cpu, x) =>
        {
            await cpu.Store(x.Pte, 0);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Tlbi(TlbiKind.Ipas2e1is, X);
            await cpu.Tlbi(TlbiKind.Vmalle1is);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Isb();
        }));

    [Theory] // MP.RT.EL1+dsb-tlbiis-dsb+dsb-isb and the same with a local TLBI
    [InlineData(TlbiKind.Vmalls12e1is, Fault)]
    [InlineData(TlbiKind.Vmalls12e1, "7", Fault)]
    public void Only_a_broadcast_reaches_other_vcpus(TlbiKind kind, params string[] allowed) =>
        Assert.Equal(allowed, Beside(afterFlag: true, hypervisor: async (cpu, x) =>
        {
            await Unmap(cpu, x.Pte, kind);
            await cpu.Store(x.Flag, 1);
        }));

    [Fact] // CoWinvTa2.1 for VMIDs: an invalidation under another VMID
    public void An_invalidation_concerns_its_own_vmid() =>
        Assert.Equal(OldOrFault, Beside(afterFlag: true, hypervisor: async (cpu, x) =>
        {
            await cpu.WriteVttbr(Vttbr(vmid: 2));
            await cpu.Isb();
            await Unmap(cpu, x.Pte, TlbiKind.Vmalls12e1is);
            await cpu.Store(x.Flag, 1);
        }));

    [Theory] // MP.BBM1, BBM+dsb-tlbiis-dsb
    [InlineData(true, "9")]
    [InlineData(false, "7", "9", Fault)]
    public void Break_before_make(bool afterFlag, params string[] allowed) =>
        Assert.Equal(allowed, Beside(afterFlag: afterFlag, hypervisor: async (cpu, x) =>
        {
            await Unmap(cpu, x.Pte, TlbiKind.Vmalls12e1is);
            await cpu.Store(x.Pte, Leaf(NewPage));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Store(x.Flag, 1);
        }));

    [Fact] // nBBM: a remap without a break may go on being read as the old page for ever
    public void Make_without_break() =>
        Assert.Equal(["7", "9"], Beside(afterFlag: true, hypervisor: async (cpu, x) =>
        {
            await cpu.Store(x.Pte, Leaf(NewPage));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Store(x.Flag, 1);
        }));

    [Theory] // RBS+dsb-tlbiis-dsb: what is written to the page after it was taken away is never seen
    [InlineData(true, "7", Fault)]
    [InlineData(false, "2", "7", Fault)]
    public void A_page_is_safe_to_reuse_after_invalidation(bool invalidate, params string[] allowed) =>
        Assert.Equal(allowed, Beside(afterFlag: false, hypervisor: async (cpu, x) =>
        {
            await cpu.Store(x.Pte, 0);
            await cpu.Dsb(DsbKind.Ish);
            if (invalidate)
            {
                await cpu.Tlbi(TlbiKind.Vmalls12e1is);
                await cpu.Dsb(DsbKind.Ish);
            }

            await cpu.Store(x.Old, 2);
        }));

    [Theory] // ROT+dmb, ROT+dsb-tlbivmallis-dsb: a table that was unlinked is still walked until it is invalidated
    [InlineData(true, Fault)]
    [InlineData(false, "7", "9", Fault)]
    public void Partial_walks_are_cached(bool invalidate, params string[] allowed) =>
        Assert.Equal(allowed, Beside(twoLevels: true, afterFlag: true, hypervisor: async (cpu, x) =>
        {
            await cpu.Store(x.Root, 0);
            await cpu.Dsb(DsbKind.Ish);
            if (invalidate)
            {
                await cpu.Tlbi(TlbiKind.Vmalls12e1is);
                await cpu.Dsb(DsbKind.Ish);
            }

            await cpu.Store(x.Pte, Leaf(NewPage));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Store(x.Flag, 1);
        }));

    [Fact] // CoTfT: a fault is never cached, so a mapping that was made is found by the next walk
    public void Invalid_descriptors_are_not_cached() =>
        Assert.Equal(["9"], Alone(async (cpu, x) =>
        {
            await Unmap(cpu, x.Pte, TlbiKind.Vmalls12e1is);
            await cpu.Isb();
            await cpu.Store(x.Pte, Leaf(NewPage));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Isb();
        }));

    [Fact] // D8.4.6: a descriptor with a clear access flag faults and is not cached
    public void A_clear_access_flag_faults() =>
        Assert.Equal(OnlyFault, Alone(async (cpu, x) =>
        {
            await Unmap(cpu, x.Pte, TlbiKind.Vmalls12e1is);
            await cpu.Isb();
            await cpu.Store(x.Pte, Leaf(NewPage, accessible: false));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Isb();
        }));

    [Theory] // pKVM.vcpu_run with an exception return, which is an ISB here, and without: walks may use the old VTTBR_EL2
    [InlineData(true, "9")]
    [InlineData(false, "7", "9")]
    public void Tables_are_changed_by_a_context_synchronization(bool isb, params string[] allowed) =>
        Assert.Equal(allowed, Alone(async (cpu, x) =>
        {
            await cpu.Store(x.OtherRoot, Leaf(NewPage));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.WriteVttbr(OtherVttbr);
            await Isb(cpu, isb);
        }));

    [Theory] // the VMID of a TLBI is read from VTTBR_EL2 as indirectly: without an ISB it may be the old one
    [InlineData(true, TlbiKind.Vmalls12e1is, Fault)]
    [InlineData(false, TlbiKind.Vmalls12e1is, "7", Fault)]
    [InlineData(false, TlbiKind.Alle1is, Fault)]
    public void An_invalidation_by_vmid_needs_the_vmid_to_be_synchronized(bool isb, TlbiKind kind, params string[] allowed) =>
        Assert.Equal(allowed, Beside(afterFlag: true, hypervisor: async (cpu, x) =>
        {
            await cpu.WriteVttbr(OtherVttbr);
            await cpu.Isb();
            await cpu.Store(x.Pte, 0);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.WriteVttbr(Vttbr());
            await Isb(cpu, isb);
            await cpu.Tlbi(kind);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Store(x.Flag, 1);
        }));

    [Theory] // after the TLBI the old tables are walked until the ISB, whatever has been written to VTTBR_EL2 before it
    [InlineData(true, Fault)]
    [InlineData(false, "7", Fault)]
    public void Old_tables_are_walked_until_a_context_synchronization(bool clearedFirst, params string[] allowed) =>
        Assert.Equal(allowed, Alone(async (cpu, x) =>
        {
            await cpu.Store(x.Pte, clearedFirst ? 0 : Leaf(OldPage));
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Tlbi(TlbiKind.Vmalls12e1is);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.WriteVttbr(OtherVttbr);
            await cpu.Isb();
            await cpu.Store(x.Pte, 0);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.WriteVttbr(Vttbr());
            await cpu.Isb();
        }));

    private static async Step Isb(Cpu cpu, bool asked)
    {
        if (asked)
        {
            await cpu.Isb();
        }
    }

    private static async Step Dsb(Cpu cpu, DsbKind? kind)
    {
        if (kind is { } asked)
        {
            await cpu.Dsb(asked);
        }
    }

    private static async Step Unmap(Cpu cpu, Address pte, TlbiKind kind)
    {
        await cpu.Store(pte, 0);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Tlbi(kind);
        await cpu.Dsb(DsbKind.Ish);
    }
}
