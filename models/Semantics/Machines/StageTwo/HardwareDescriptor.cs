using Interlock.Semantics.Monitors;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// A stage 2 descriptor as the walker reads it (Arm ARM D8.3): written apart from the engine's, so that the two can
/// disagree.
/// </summary>
internal static class HardwareDescriptor
{
    private const ulong Valid = 1;
    private const ulong TableOrPage = 2;
    private const ulong ReadBit = 1UL << 6;
    private const ulong WriteBit = 1UL << 7;
    private const ulong AccessFlag = 1UL << 10;
    private const ulong MemoryAttributes = 0b1111UL << 2;
    private const ulong Shareability = 0b11UL << 8;
    private const ulong Contiguous = 1UL << 52;
    private const ulong ExecuteNever = 1UL << 54;
    private const ulong AddressBits = 0x0000_FFFF_FFFF_F000;
    private const ulong NormalMemory = Shareability | MemoryAttributes; // inner shareable; write-back
    private const ulong SoftwareBits = (1UL << 63) | (0b1111UL << 55);

    /// <summary>What hardware takes from it: all but the bits that are left to software, 63 and 58:55 (D8.3).</summary>
    public static ulong Meaning(ulong descriptor) => descriptor & ~SoftwareBits;

    /// <summary>Whether it is anything at all; what is not faults, and is never cached (D8.3).</summary>
    public static bool IsValid(ulong descriptor) => (descriptor & Valid) != 0;

    public static bool IsTable(ulong descriptor, bool lastLevel) =>
        (descriptor & (Valid | TableOrPage)) == (Valid | TableOrPage) && !lastLevel;

    /// <summary>A block, or at the last level a page; the encoding 0b01 is reserved there, and faults.</summary>
    public static bool IsLeaf(ulong descriptor, bool lastLevel) =>
        (descriptor & (Valid | TableOrPage)) == (lastLevel ? Valid | TableOrPage : Valid);

    /// <summary>Whether it may be cached: an access flag fault is never cached (D8.4.6).</summary>
    public static bool IsAccessible(ulong descriptor) => (descriptor & AccessFlag) != 0;

    /// <summary>Whether S2AP permits writes.</summary>
    public static bool IsWritable(ulong descriptor) => (descriptor & WriteBit) != 0;

    /// <summary>Whether memory attributes, shareability or the contiguous bit of two blocks or pages differ (D8.16: what needs a break).</summary>
    public static bool HasOtherShape(ulong one, ulong other) => ((one ^ other) & (MemoryAttributes | Shareability | Contiguous)) != 0;

    /// <summary>What a leaf permits, for a reader: <c>rwx</c>, with a dash for what it does not.</summary>
    public static string Rights(ulong descriptor) => string.Concat(
        Permits(descriptor, GuestAccessKind.Load) ? 'r' : '-',
        Permits(descriptor, GuestAccessKind.Store) ? 'w' : '-',
        Permits(descriptor, GuestAccessKind.Fetch) ? 'x' : '-');

    /// <summary>
    /// What sets a leaf apart from a page of normal memory that may be read, written and executed, for a reader: that it is a block, what it
    /// permits, other attributes. Nothing of such a page; no two leaves that differ to the hardware and have one address are alike.
    /// </summary>
    public static string Unusual(ulong descriptor)
    {
        var attributes = Meaning(descriptor) & ~(AddressBits | Valid | TableOrPage | ReadBit | WriteBit | AccessFlag | ExecuteNever);
        return ((descriptor & TableOrPage) == 0 ? ":block" : string.Empty)
            + (Rights(descriptor) is var rights && rights == "rwx" ? string.Empty : $":{rights}")
            + (attributes == NormalMemory ? string.Empty : $":attributes0x{attributes:x}");
    }

    /// <summary>What S2AP and XN permit (D8.4): in AArch64 what cannot be read may be executed.</summary>
    public static bool Permits(ulong descriptor, GuestAccessKind kind) => kind switch
    {
        GuestAccessKind.Load => (descriptor & ReadBit) != 0,
        GuestAccessKind.Store => (descriptor & WriteBit) != 0,
        _ => (descriptor & ExecuteNever) == 0,
    };
}
