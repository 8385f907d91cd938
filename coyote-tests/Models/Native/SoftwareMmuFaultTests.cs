using Interlock.Semantics.Machines.Native;
using Interlock.Sync;
using Xunit;

namespace Interlock.CoyoteTests.Models.Native;

/// <summary>What the software MMU answers to accesses by the descriptors in memory.</summary>
public sealed class SoftwareMmuFaultTests
{
    private const int Guest = 1;
    private const ulong Read = 1UL << 6;
    private const ulong Write = 1UL << 7;
    private const ulong AccessFlag = 1UL << 10;
    private const ulong ExecuteNever = 1UL << 54;
    private const ulong Page = (MmuBench.OldPage << 12) | 3;

    private static readonly MmuOdds NothingCached =
        new(UseCached: 0, Cache: 0, EarlyTlbi: 0, LateContext: 0, Reorder: 0, Speculate: 0, Linger: 0);

    [Theory]
    [InlineData(Page | AccessFlag | Read | Write, 7, 0, 0)]
    [InlineData(Page | AccessFlag | Read, 7, GuestFault.Permission, 0)]
    [InlineData(Page | AccessFlag | Write, GuestFault.Permission, 0, 0)] // XN alone says what may be fetched
    [InlineData(Page | AccessFlag | Read | Write | ExecuteNever, 7, 0, GuestFault.Permission)]
    [InlineData(Page | AccessFlag, GuestFault.Permission, GuestFault.Permission, 0)]
    [InlineData(Page | Read | Write, GuestFault.Translation, GuestFault.Translation, GuestFault.Translation)] // no access flag
    [InlineData((Page & ~2UL) | AccessFlag | Read | Write, GuestFault.Translation, GuestFault.Translation, GuestFault.Translation)]
    [InlineData(0, GuestFault.Translation, GuestFault.Translation, GuestFault.Translation)]
    public void A_leaf_permits_what_it_says(ulong descriptor, ulong load, ulong store, ulong fetch)
    {
        using var bench = new MmuBench(NothingCached);
        bench.Enter(Guest, 1);
        bench.Store(bench.Leaf, descriptor);

        Assert.Equal(load, bench.Load(Guest));
        Assert.Equal(fetch, bench.Mmu.GuestFetch(Guest, bench.Ipa));
        Assert.Equal(store, bench.Mmu.GuestStore(Guest, bench.Ipa, 5));
        Assert.Equal(store == 0 ? 5UL : 7UL, bench.Peek(MmuBench.WordOf(MmuBench.OldPage, 0)));
    }

    [Theory]
    [InlineData(0x0000, GuestFault.Translation)] // the root has no table there
    [InlineData(0x4000, 7)]
    [InlineData(0x4008, 0)] // the page's second word
    [InlineData(0x4020, GuestFault.Translation)] // words end before
    [InlineData(0x6000, GuestFault.Translation)] // the table has no page there
    [InlineData(0x10000, GuestFault.Translation)] // beyond what two levels translate
    public void An_address_is_walked_level_by_level(ulong ipa, ulong expected)
    {
        using var bench = new MmuBench(NothingCached);
        bench.Enter(Guest, 1);

        Assert.Equal(expected, bench.Load(Guest, ipa));
    }

    [Fact]
    public void A_block_translates_all_that_it_spans()
    {
        using var bench = new MmuBench(NothingCached);
        bench.Enter(Guest, 1);
        bench.Store(bench.Table, MmuBench.PageAt(0) & ~2UL); // pages 0 to 3, at the root's second entry

        Assert.Equal(7UL, bench.Load(Guest, 0x7000)); // page 3
        Assert.Equal(MmuBench.PageAt(MmuBench.OldPage), bench.Load(Guest, 0x5000)); // page 1, which is a table
    }

    [Fact]
    public void The_host_has_levels_of_its_own()
    {
        using var bench = new MmuBench(NothingCached);
        bench.Enter(Guest, vmid: 0, MmuBench.HostRoot);
        Assert.Equal(9UL, bench.Load(Guest, 0));
        Assert.Equal(GuestFault.Translation, bench.Load(Guest, bench.Ipa)); // beyond what one level translates

        bench.Enter(Guest, vmid: 3, MmuBench.HostRoot); // for a guest the same word is no table
        Assert.Equal(GuestFault.Translation, bench.Load(Guest, 0));
    }

    [Fact]
    public void Without_tables_every_access_faults()
    {
        using var bench = new MmuBench(NothingCached);

        Assert.Equal(GuestFault.Translation, bench.Load(Guest));
    }

    [Fact]
    public void A_table_where_there_is_no_memory_faults_and_a_page_there_is_an_error()
    {
        using var bench = new MmuBench(NothingCached);
        bench.Enter(Guest, 1);
        bench.Store(bench.Leaf, MmuBench.PageAt(6));
        Assert.Contains("page 6", Assert.Throws<InvalidOperationException>(() => bench.Load(Guest)).Message, StringComparison.Ordinal);

        bench.Store(bench.Table, MmuBench.TableAt(6));
        Assert.Equal(GuestFault.Translation, bench.Load(Guest));
    }
}
