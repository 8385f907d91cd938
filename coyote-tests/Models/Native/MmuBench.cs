using Interlock.Semantics.Machines.Native;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync;
using Interlock.Sync.Native;

namespace Interlock.CoyoteTests.Models.Native;

/// <summary>
/// Two vCPUs, two levels of four entries: a root, a table with a page at each of two neighbours, and another table. One
/// page holds 7, another 9. All on the caller's thread.
/// </summary>
internal sealed class MmuBench : IDisposable
{
    public const ulong Root = 0;
    public const ulong FirstTable = 1;
    public const ulong OtherTable = 2;
    public const ulong OldPage = 3;
    public const ulong NewPage = 4;
    public const ulong HostRoot = 5;

    private const int Entries = 4;
    private const ulong PageBits = 0b11;
    private const ulong Accessible = 1UL << 10;
    private const ulong ReadWrite = 3UL << 6;

    private readonly NativeMachine machine;

    public MmuBench(MmuOdds odds, bool ets = false)
    {
        Layout = new PageLayout(6, 2, Entries, HostLevels: 1);
        machine = new NativeMachine(new ulong[6 * Entries], new ulong[6 * Entries], 2, machine =>
            Mmu = new SoftwareMmu(machine, Layout, ets, odds: odds));
        Table = WordOf(Root, 1);
        machine.Poke(Table, TableAt(FirstTable));
        machine.Poke(Leaf, PageAt(OldPage));
        machine.Poke(WordOf(FirstTable, 1), PageAt(OldPage));
        machine.Poke(WordOf(OldPage, 0), 7);
        machine.Poke(WordOf(NewPage, 0), 9);
        machine.Poke(WordOf(HostRoot, 0), PageAt(NewPage));
    }

    public SoftwareMmu Mmu { get; private set; } = null!;

    public PageLayout Layout { get; }

    /// <summary>In the fifth page: the first that the second table translates.</summary>
    public ulong Ipa => 0x4000;

    public ulong Neighbour => 0x5000;

    public Address Table { get; }

    public Address Leaf => WordOf(FirstTable, 0);

    public static ulong TableAt(ulong page) => (page << 12) | PageBits;

    public static ulong PageAt(ulong page) => (page << 12) | Accessible | ReadWrite | PageBits;

    public static Address WordOf(ulong page, int word) => new((int)(page * Entries) + word);

    public ulong Peek(Address address) => machine.Peek(address);

    public void Store(Address address, ulong value, int vcpu = 0)
    {
        var before = machine.Peek(address);
        machine.Poke(address, value);
        Mmu.Overwritten(vcpu, address, before, value);
    }

    public void Enter(int vcpu, ulong vmid, ulong root = Root)
    {
        Mmu.WriteVttbr(vcpu, (vmid << 48) | (root << 12));
        Mmu.Isb(vcpu);
    }

    public ulong Load(int vcpu) => Load(vcpu, Ipa);

    public ulong Load(int vcpu, ulong ipa) => Mmu.GuestLoad(vcpu, ipa);

    public void Flush(TlbiKind kind, ulong ipa)
    {
        Mmu.Tlbi(0, kind, ipa);
        Mmu.Dsb(0, DsbKind.Ish);
    }

    public void Dispose() => machine.Dispose();
}
