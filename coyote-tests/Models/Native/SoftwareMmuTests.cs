using Interlock.Semantics.Machines.Native;
using Interlock.Sync;
using Xunit;

namespace Interlock.CoyoteTests.Models.Native;

/// <summary>
/// The software MMU on one thread, with no choice left to chance: everything is cached and used, and nothing happens
/// earlier than it must.
/// </summary>
public sealed class SoftwareMmuTests
{
    private const ulong Old = 7;
    private const ulong New = 9;
    private const int Engine = 0;
    private const int Guest = 1;

    private static readonly MmuOdds Late =
        new(UseCached: 256, Cache: 256, EarlyTlbi: 0, LateContext: 256, Reorder: 256, Speculate: 0, Linger: 0);

    [Fact]
    public void A_stale_translation_is_used_until_a_tlbi_is_complete()
    {
        using var bench = Mapped();
        bench.Store(bench.Leaf, 0);
        bench.Mmu.Dsb(Engine, DsbKind.Ish);
        Assert.Equal(Old, bench.Load(Guest));

        bench.Enter(Engine, 1);
        bench.Mmu.Tlbi(Engine, TlbiKind.Vmalls12e1is, 0);
        Assert.Equal(Old, bench.Load(Guest));

        bench.Mmu.Dsb(Engine, DsbKind.Ish);
        Assert.Equal(GuestFault.Translation, bench.Load(Guest));
    }

    [Theory]
    [InlineData(TlbiKind.Vmalls12e1is, DsbKind.Ish, false)]
    [InlineData(TlbiKind.Alle1is, DsbKind.Ish, false)]
    [InlineData(TlbiKind.Ipas2e1is, DsbKind.Ish, true)] // the combined entry stays
    [InlineData(TlbiKind.Vmalle1is, DsbKind.Ish, true)] // the combined entry is made anew from the one that stays
    [InlineData(TlbiKind.Vmalls12e1, DsbKind.Ish, true)] // local: to the engine's vCPU
    [InlineData(TlbiKind.Alle1, DsbKind.Ish, true)]
    [InlineData(TlbiKind.Vmalls12e1is, DsbKind.Ishst, true)] // no DSB that waits for it
    [InlineData(TlbiKind.Vmalls12e1is, DsbKind.Nsh, true)]
    public void What_another_vcpu_holds_after_one_tlbi(TlbiKind kind, DsbKind dsb, bool isStale)
    {
        using var bench = Mapped();
        bench.Store(bench.Leaf, 0);
        bench.Mmu.Dsb(Engine, DsbKind.Ish);
        bench.Enter(Engine, 1);

        bench.Mmu.Tlbi(Engine, kind, bench.Ipa);
        bench.Mmu.Dsb(Engine, dsb);

        Assert.Equal(isStale ? Old : GuestFault.Translation, bench.Load(Guest));
    }

    [Theory]
    [InlineData(0x0000, 1, false)]
    [InlineData(0x1000, 1, true)] // another page
    [InlineData(0x0000, 2, true)] // another VMID
    public void By_ipa_it_is_one_page_of_one_vmid(ulong offset, ulong vmid, bool isStale)
    {
        using var bench = Mapped();
        bench.Store(bench.Leaf, 0);
        bench.Mmu.Dsb(Engine, DsbKind.Ish);
        bench.Enter(Engine, vmid);

        bench.Flush(TlbiKind.Ipas2e1is, bench.Ipa + offset);
        bench.Enter(Engine, 1);
        bench.Flush(TlbiKind.Vmalle1is, 0);

        Assert.Equal(isStale ? Old : GuestFault.Translation, bench.Load(Guest));
    }

    [Fact]
    public void Two_tlbis_between_two_barriers_come_in_the_worse_order()
    {
        using var bench = Mapped();
        bench.Store(bench.Leaf, 0);
        bench.Mmu.Dsb(Engine, DsbKind.Ish);
        bench.Enter(Engine, 1);

        bench.Mmu.Tlbi(Engine, TlbiKind.Ipas2e1is, bench.Ipa);
        bench.Mmu.Tlbi(Engine, TlbiKind.Vmalle1is, 0);
        bench.Mmu.Dsb(Engine, DsbKind.Ish);

        Assert.Equal(Old, bench.Load(Guest));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_tlbi_misses_what_was_overwritten_without_a_barrier(bool hasBarrier, bool isStale)
    {
        using var bench = Mapped();
        bench.Enter(Engine, 1);
        bench.Store(bench.Leaf, 0);
        if (hasBarrier)
        {
            bench.Mmu.Dsb(Engine, DsbKind.Ishst);
        }

        bench.Flush(TlbiKind.Vmalls12e1is, 0);

        Assert.Equal(isStale ? Old : GuestFault.Translation, bench.Load(Guest));
    }

    [Theory]
    [InlineData(TlbiKind.Ipas2e1is, 0x0, false)]
    [InlineData(TlbiKind.Vmalls12e1is, 0x0, false)]
    [InlineData(TlbiKind.Vmalle1is, 0x0, true)] // the walk cache is of stage 2
    [InlineData(TlbiKind.Ipas2e1is, 0x4000, true)] // below another table
    public void A_table_that_is_cached_is_walked_until_it_is_invalidated(TlbiKind kind, ulong offset, bool isStale)
    {
        using var bench = Mapped();
        Assert.Equal(Old, bench.Load(Guest, bench.Neighbour)); // only to cache the table that both have
        bench.Store(bench.Table, MmuBench.TableAt(MmuBench.OtherTable));
        bench.Mmu.Dsb(Engine, DsbKind.Ish);
        bench.Enter(Engine, 1);

        bench.Flush(kind, bench.Ipa + offset);

        // Not mapped in either table when the first one was cached.
        var unmapped = bench.Ipa + 0x2000;
        bench.Store(MmuBench.WordOf(MmuBench.FirstTable, 2), MmuBench.PageAt(MmuBench.OldPage));
        bench.Store(MmuBench.WordOf(MmuBench.OtherTable, 2), MmuBench.PageAt(MmuBench.NewPage));
        Assert.Equal(isStale ? Old : New, bench.Load(Guest, unmapped));
    }

    [Fact]
    public void Its_own_invalidations_wait_for_a_context_synchronization()
    {
        using var bench = Mapped();
        Assert.Equal(Old, bench.Load(Engine));
        bench.Store(bench.Leaf, 0);
        bench.Mmu.Dsb(Engine, DsbKind.Ish);

        bench.Flush(TlbiKind.Vmalls12e1is, 0);
        Assert.Equal(GuestFault.Translation, bench.Load(Guest));
        Assert.Equal(Old, bench.Load(Engine));

        bench.Mmu.Isb(Engine);
        Assert.Equal(GuestFault.Translation, bench.Load(Engine));
    }

    [Fact]
    public void With_ets_they_do_not()
    {
        using var bench = Mapped(ets: true);
        Assert.Equal(Old, bench.Load(Engine));
        bench.Store(bench.Leaf, 0);
        bench.Mmu.Dsb(Engine, DsbKind.Ish);

        bench.Flush(TlbiKind.Vmalls12e1is, 0);

        Assert.Equal(GuestFault.Translation, bench.Load(Engine));
    }

    [Theory]
    [InlineData(TlbiKind.Vmalls12e1)]
    [InlineData(TlbiKind.Alle1)]
    public void A_local_tlbi_needs_only_a_local_barrier(TlbiKind kind)
    {
        using var bench = Mapped();
        Assert.Equal(Old, bench.Load(Engine));
        bench.Store(bench.Leaf, 0);
        bench.Mmu.Dsb(Engine, DsbKind.Ish);

        bench.Mmu.Tlbi(Engine, kind, 0);
        bench.Mmu.Isb(Engine);
        Assert.Equal(Old, bench.Load(Engine)); // not complete yet

        bench.Mmu.Dsb(Engine, DsbKind.Nsh);
        bench.Mmu.Isb(Engine);
        Assert.Equal(GuestFault.Translation, bench.Load(Engine));
        Assert.Equal(Old, bench.Load(Guest));
    }

    [Fact]
    public void The_old_vttbr_holds_until_a_context_synchronization()
    {
        using var bench = Mapped();
        bench.Mmu.WriteVttbr(Guest, 0);
        Assert.Equal(Old, bench.Load(Guest));

        bench.Mmu.Isb(Guest);
        Assert.Equal(GuestFault.Translation, bench.Load(Guest));
    }

    // Should the second TLBI come before the first one here, what is combined anew of the translation that is left would stay.
    [Fact]
    public void On_its_own_vcpu_tlbis_with_a_dsb_between_them_are_in_order()
    {
        using var bench = new MmuBench(Late with { LateContext = 128, EarlyTlbi = 128 });
        bench.Enter(Engine, 1);
        var leaf = bench.Peek(bench.Leaf);
        for (var round = 0; round < 200; round++)
        {
            bench.Store(bench.Leaf, leaf);
            Assert.Equal(Old, bench.Load(Engine));
            bench.Store(bench.Leaf, 0);
            bench.Mmu.Dsb(Engine, DsbKind.Ishst);
            bench.Flush(TlbiKind.Ipas2e1is, bench.Ipa);
            bench.Flush(TlbiKind.Vmalle1is, 0);
            bench.Mmu.Isb(Engine);
            Assert.Equal(GuestFault.Translation, bench.Load(Engine));
        }
    }

    private static MmuBench Mapped(bool ets = false)
    {
        var bench = new MmuBench(Late, ets);
        bench.Enter(Engine, 1);
        bench.Enter(Guest, 1);
        Assert.Equal(Old, bench.Load(Guest));
        return bench;
    }
}
