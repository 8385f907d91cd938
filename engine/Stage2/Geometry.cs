using System.Numerics;
using Interlock.Engine.Addresses;

namespace Interlock.Engine.Stage2;

/// <summary>
/// The shape of a table tree: 4 levels of 512 entries on hardware, 1 or 2 levels of 2 entries where every state is explored.
/// Pages are 4 KiB in all of them, and a descriptor has the same bits; only how much an entry spans differs. Initial tables are
/// not concatenated (DDI 0487 D8.2). The default value is no geometry.
/// </summary>
public readonly record struct Geometry
{
    /// <summary>A shape.</summary>
    /// <param name="levels">From 1 to 4.</param>
    /// <param name="entriesPerTable">A power of two from 2 to 512.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shape.</exception>
    public Geometry(int levels, int entriesPerTable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(entriesPerTable, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entriesPerTable, TableIndex.Limit);
        if (!BitOperations.IsPow2(entriesPerTable))
        {
            throw new ArgumentOutOfRangeException(nameof(entriesPerTable), entriesPerTable, "A table has a power of two of entries.");
        }

        Levels = levels;
        EntriesPerTable = entriesPerTable;
    }

    /// <summary>What hardware has with a 48-bit IPA: 4 levels of 512 entries.</summary>
    public static Geometry Native => new(4, TableIndex.Limit);

    /// <summary>How many levels there are, from 1 to 4.</summary>
    public int Levels { get; }

    /// <summary>How many entries a table has: a power of two from 2 to 512.</summary>
    public int EntriesPerTable { get; }

    /// <summary>The level of the root: 4 minus the number of levels, since the last one is level 3.</summary>
    public Level First => new(Level.Last.Value + 1 - Levels);

    /// <summary>The width of an IPA, in bits; at most <see cref="Ipa.Bits"/>.</summary>
    public int IpaBits => PageIndex.PageBits + (Levels * IndexBits);

    /// <summary>The size of the IPA space, in bytes: the first number that is no IPA.</summary>
    public ulong IpaLimit => 1UL << IpaBits;

    private int IndexBits => BitOperations.Log2((uint)EntriesPerTable);

    /// <summary>Whether the tree has tables of a level.</summary>
    public bool Has(Level level) => level.Value > Level.Last.Value - Levels;

    /// <summary>The logarithm of what an entry of a level spans, in bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such level.</exception>
    public int SpanBits(Level level)
    {
        Require(level);
        return PageIndex.PageBits + ((Level.Last.Value - level.Value) * IndexBits);
    }

    /// <summary>How much an entry of a level spans, in bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such level.</exception>
    public ulong Span(Level level) => 1UL << SpanBits(level);

    /// <summary>Which entry of a table of a level translates an address.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such level or cannot translate the address.</exception>
    public TableIndex IndexOf(Ipa address, Level level)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(address.Value, IpaLimit);
        return new((int)(address.Value >> SpanBits(level)) & (EntriesPerTable - 1));
    }

    /// <summary>Whether an entry of a level may map a physical address as a block or page.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such level.</exception>
    public bool IsAligned(Pa address, Level level) => (address.Value & (Span(level) - 1)) == 0;

    /// <summary>
    /// Whether entries of a level may be blocks: levels 1 and 2 with 4 KiB pages; level 0 only with FEAT_LPA2, which is not assumed
    /// (DDI 0487 D8.3.1). With at most three levels these are all levels but the last.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such level.</exception>
    public bool MayHoldBlock(Level level)
    {
        Require(level);
        return level.Value is 1 or 2;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Levels}x{EntriesPerTable}";

    private void Require(Level level)
    {
        if (!Has(level))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level.Value, "The tree has no such level.");
        }
    }
}
