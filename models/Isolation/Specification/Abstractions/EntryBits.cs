using Interlock.Engine.Stage2;

namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>
/// The abstraction's own reading of a stage 2 entry (DDI 0487 D8.3.1, D8.4, D8.6), written apart from the engine's. Of the attributes
/// that never vary it knows only what they must be: write-back, inner shareable, accessed, readable.
/// </summary>
internal readonly record struct EntryBits(ulong Bits)
{
    private const ulong Address = 0x0000_FFFF_FFFF_F000;
    private const ulong Fixed = (0b1111UL << 2) | (1UL << 6) | (0b11UL << 8) | (1UL << 10);
    private const ulong Write = 1UL << 7;
    private const ulong ExecuteNever = 1UL << 54;
    private const int StateShift = 55;

    /// <summary>Bit 0 is clear.</summary>
    public bool IsInvalid => (Bits & 1) == 0;

    /// <summary>Bits 1:0 are 11: a table, or a page at the last level.</summary>
    public bool IsTableOrPage => (Bits & 3) == 3;

    /// <summary>The page that it points to.</summary>
    public ulong Page => (Bits & Address) >> 12;

    /// <summary>Whether a table has no bits but its address.</summary>
    public bool IsPlainTable => Bits == ((Bits & Address) | 3);

    /// <summary>The page state of a leaf.</summary>
    public PageState State => (PageState)((Bits >> StateShift) & 3);

    /// <summary>Whether a leaf permits writing.</summary>
    public bool IsWritable => (Bits & Write) != 0;

    /// <summary>Whether a leaf is one that an engine writes: it may be written and executed, or neither; and it has a state.</summary>
    public bool IsPlainLeaf => State != PageState.None
        && Bits == ((Bits & Address) | (Bits & 3) | Fixed | (IsWritable ? Write : ExecuteNever) | ((ulong)State << StateShift));
}
