using System.Numerics;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// How physical memory and stage 2 tables are laid out in a program's words: pages come first, each of as many words as
/// a table has entries, so that any page can hold a table. Addresses in descriptors are the architecture's: page number
/// in bits 47:12.
/// </summary>
/// <param name="Pages">Physical pages.</param>
/// <param name="Levels">Levels of a table walk.</param>
/// <param name="Entries">Entries of a table; a power of two.</param>
/// <param name="HostLevels">Levels of a table walk under VMID 0, the host's; zero if they are as many as for all others.</param>
public sealed record PageLayout(int Pages, int Levels, int Entries, int HostLevels = 0)
{
    private const int PageShift = 12;
    private const ulong AddressBits = 0x0000_FFFF_FFFF_F000;

    private readonly int bits = BitOperations.IsPow2(Entries)
        ? BitOperations.Log2((uint)Entries)
        : throw new ArgumentOutOfRangeException(nameof(Entries), Entries, "A table has a power of two of entries.");

    /// <summary>Words of all pages.</summary>
    public int Words => Pages * Entries;

    /// <summary>The number of the page that an address or a descriptor names.</summary>
    public static ulong PageOf(ulong address) => (address & AddressBits) >> PageShift;

    /// <summary>The address of a page.</summary>
    public static ulong AddressOf(ulong page) => page << PageShift;

    /// <summary>Whether there is such a page.</summary>
    public bool Has(ulong page) => page < (ulong)Pages;

    /// <summary>A word of a page.</summary>
    public Address Word(ulong page, int word = 0) => new((int)(page * (ulong)Entries) + word);

    /// <summary>The page that a word is in.</summary>
    public ulong PageAround(Address word) => (ulong)word.Index >> bits;

    /// <summary>Levels of a table walk under a VMID.</summary>
    public int LevelsOf(ulong vmid) => vmid == 0 && HostLevels > 0 ? HostLevels : Levels;

    /// <summary>IPA pages that guests under a VMID can name.</summary>
    public ulong IpaPages(ulong vmid) => 1UL << (LevelsOf(vmid) * bits);

    /// <summary>IPA pages that one entry of a level translates, under a VMID.</summary>
    public ulong Span(ulong vmid, int level) => 1UL << ((LevelsOf(vmid) - 1 - level) * bits);
}
