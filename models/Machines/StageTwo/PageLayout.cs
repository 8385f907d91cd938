using Interlock.Sync;

namespace Interlock.Models.Machines.StageTwo;

/// <summary>
/// How physical memory and stage 2 tables are laid out in a program's words: pages come first, each of as many words as
/// a table has entries, so that any page can hold a table. Addresses in descriptors are the architecture's: page number
/// in bits 47:12.
/// </summary>
/// <param name="Pages">Physical pages.</param>
/// <param name="Levels">Levels of a table walk.</param>
/// <param name="Entries">Entries of a table; a power of two.</param>
/// <param name="HostLevels">Levels of a walk under VMID 0, the host's own; zero if they are as many.</param>
public sealed record PageLayout(int Pages, int Levels, int Entries, int HostLevels = 0)
{
    private const int PageShift = 12;
    private const ulong AddressBits = 0x0000_FFFF_FFFF_F000;

    /// <summary>Pages that guests can name.</summary>
    public ulong IpaPages => (ulong)Math.Pow(Entries, Levels);

    /// <summary>The number of the page that an address or a descriptor names.</summary>
    public static ulong PageOf(ulong address) => (address & AddressBits) >> PageShift;

    /// <summary>The address of a page.</summary>
    public static ulong AddressOf(ulong page) => page << PageShift;

    /// <summary>Whether there is such a page.</summary>
    public bool Has(ulong page) => page < (ulong)Pages;

    /// <summary>A word of a page.</summary>
    public Address Word(ulong page, int word = 0) => new((int)(page * (ulong)Entries) + word);

    /// <summary>IPA pages that one entry of a level translates.</summary>
    public ulong Span(int level) => (ulong)Math.Pow(Entries, Levels - 1 - level);
}
