using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Abstractions;
using Interlock.Isolation.Structures;
using Interlock.Sync;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>What words mean, and which words mean nothing.</summary>
public sealed class AbstractionTests
{
    private static readonly MemoryMap Map = new(SmallEngine.Of(pages: 4, levels: 2, shares: 2));
    private readonly ulong[] words = SmallEngine.Words(Map);

    private VmWords Vm => Map.Vm(default);

    [Fact]
    public void At_boot_everything_is_the_hosts()
    {
        var boot = SmallEngine.Boot(Map.Configuration);

        Assert.Equal(boot.Host, Host().State);
        Assert.Equal(boot.Table, Table().State);
        Assert.Equal(boot.Vm(0), Tree().State);
    }

    [Fact]
    public void Whether_the_host_has_its_page_mapped_makes_no_difference()
    {
        var before = Host();

        Put(Map.HostEntry(default), HostLeaf(0, PageState.Owned));

        Assert.Equal(before, Host());
    }

    [Fact]
    public void The_host_lends_borrows_and_has_not()
    {
        Put(Map.HostEntry(new PageIndex(0)), HostLeaf(0, PageState.SharedOwned));
        Put(Map.Shares(new PageIndex(0)), 2);
        Put(Map.HostEntry(new PageIndex(1)), HostLeaf(1, PageState.SharedBorrowed));
        Put(Map.HostEntry(new PageIndex(2)), Descriptor.Invalid(Level.Last, OwnerId.Guest(0)).Bits);
        Put(Map.HostEntry(new PageIndex(3)), Descriptor.Invalid(Level.Last, OwnerId.Engine).Bits);

        Assert.Equal(Rows.Of([HostPage.LentTo(2), HostPage.Borrowed, HostPage.OfVm(0), HostPage.OfEngine]), Host().State!.Pages);
    }

    [Fact]
    public void No_engine_writes_such_an_entry_of_the_hosts()
    {
        foreach (var bits in new[]
        {
            Descriptor.Invalid(Level.Last, OwnerId.Guest(1)).Bits, // there is one VM
            HostLeaf(1, PageState.Owned), // not the identity
            HostLeaf(0, PageState.None),
            HostLeaf(0, PageState.Owned) | (1UL << 57),
            HostLeaf(0, PageState.Owned) & ~(1UL << 10),
            1UL << 12,
        })
        {
            Put(Map.HostEntry(default), bits);
            Assert.Contains("no engine writes that", Host().Flaw?.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_upper_levels_of_the_hosts_tables_never_change()
    {
        Put(new Address(Map.Configuration.Pages * Map.Configuration.Entries), 0);

        Assert.Contains("never changes", Host().Flaw?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_is_read_down_to_its_pages()
    {
        Activate(root: 0);
        Put(Word(0, 0), Descriptor.Table(Map.Configuration.Guest.First, new PageIndex(1)).Bits);
        Put(Word(1, 1), Leaf(3, PageState.SharedBorrowed, writable: false));
        Put(Word(0, 1), Block(2));

        var vm = Tree().State!;

        Assert.Equal(Rows.Of([new TreeTable(3, 0, 1)]), vm.Tables);
        Assert.Equal(default, vm.Places[0]);
        Assert.Equal(new Place(PageState.SharedBorrowed, 3, false, 3), vm.Places[1]);
        Assert.Equal(new Place(PageState.Owned, 2, true, 2), vm.Places[2]);
        Assert.Equal(new Place(PageState.Owned, 3, true, 2), vm.Places[3]);
    }

    [Fact]
    public void Spare_tables_are_a_list_of_clear_pages()
    {
        Put(Vm.FirstSpare, 3);
        Put(Vm.Spares, 2);
        Put(Word(2, 0), 2 << 1);

        Assert.Equal(Rows.Of([1, 2]), Tree().State!.Spares);

        Put(Word(2, 1), 1);
        Assert.Contains("page 2 holds 0x1", Tree().Flaw?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flaw_of_the_spare_tables_is_found()
    {
        Put(Vm.Spares, 1);
        Assert.Contains("1 spare tables are counted, and 0", Tree().Flaw?.Message, StringComparison.Ordinal);

        Put(Vm.FirstSpare, 1);
        Put(Word(0, 0), 1 << 1);
        Assert.Contains("there is another one already", Tree().Flaw?.Message, StringComparison.Ordinal); // a loop

        Put(Vm.FirstSpare, 99);
        Assert.Contains("which is no memory", Tree().Flaw?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flaw_of_the_tree_is_found()
    {
        foreach (var (bits, flaw) in new[]
        {
            (Descriptor.Table(Map.Configuration.Guest.First, new PageIndex(0)).Bits, "another one already"),
            (Descriptor.Table(Map.Configuration.Guest.First, new PageIndex(9)).Bits, "no memory"),
            (Descriptor.Table(Map.Configuration.Guest.First, new PageIndex(1)).Bits | 4, "not well-formed"),
            (Block(8), "beyond memory"),
            (Block(2) | (1UL << 12), "not well-formed"),
            (Block(2) ^ (1UL << 54), "not well-formed"),
            (4UL, "is not zero"),
        })
        {
            Activate(root: 0);
            Put(Word(0, 0), bits);
            Assert.Contains(flaw, Tree().Flaw?.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_gathered_is_all_that_is_read()
    {
        // Every word that changes the reading changes what is gathered.
        Activate(root: 0);
        Put(Word(0, 0), Descriptor.Table(Map.Configuration.Guest.First, new PageIndex(1)).Bits);
        Put(Vm.FirstSpare, 3);
        Put(Vm.Spares, 1);
        Depends(new VmAbstraction(Map, 0));
        Depends(new HostAbstraction(Map));
        Depends(new TableAbstraction(Map));
    }

    private void Depends<T>(IAbstraction<T> abstraction)
        where T : class
    {
        var (gathered, reading) = (Gather(abstraction), abstraction.Read(Peek()));
        for (var word = 0; word < words.Length; word++)
        {
            foreach (var other in new ulong[] { 0, 1, 2, 4, 0x1003, Leaf(2, PageState.Owned, true) })
            {
                var before = words[word];
                words[word] = other;
                if (abstraction.Read(Peek()) != reading)
                {
                    Assert.NotEqual(gathered, Gather(abstraction));
                }

                words[word] = before;
            }
        }
    }

    private ulong[] Gather<T>(IAbstraction<T> abstraction)
        where T : class
    {
        var into = new ulong[abstraction.Capacity];
        return into[..abstraction.Gather(Peek(), into)];
    }

    private void Activate(ulong root)
    {
        Put(Vm.Status, (ulong)VmStatus.Active);
        Put(Vm.Root, root);
    }

    private void Put(Address word, ulong value) => words[word.Index] = value;

    private static Address Word(ulong page, int word) => Map.Word(new PageIndex(page), new TableIndex(word));

    private static ulong HostLeaf(ulong page, PageState state) => Descriptor.Leaf(
        Map.Configuration.Host, Level.Last, new PageIndex(page).Address, LeafAttributes.OwnedMemory with { State = state }).Bits;

    private static ulong Leaf(ulong page, PageState state, bool writable) => Descriptor.Leaf(
        Map.Configuration.Guest, Level.Last, new PageIndex(page).Address, GuestTables.Attributes(state, writable)).Bits;

    private static ulong Block(ulong page) => Descriptor.Leaf(
        Map.Configuration.Guest, new Level(2), new PageIndex(page).Address, GuestTables.Attributes(PageState.Owned, true)).Bits;

    private PeekedWords Peek() => new(word => words[word.Index]);

    private Reading<HostState> Host() => new HostAbstraction(Map).Read(Peek());

    private Reading<TableState> Table() => new TableAbstraction(Map).Read(Peek());

    private Reading<VmState> Tree() => new VmAbstraction(Map, 0).Read(Peek());
}
