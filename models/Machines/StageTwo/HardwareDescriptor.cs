namespace Interlock.Models.Machines.StageTwo;

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
    private const ulong ExecuteNever = 1UL << 54;

    /// <summary>Whether it may be a table or a leaf at all; only then may anything of it be cached.</summary>
    public static bool IsValid(ulong descriptor) => (descriptor & Valid) != 0;

    public static bool IsTable(ulong descriptor, bool lastLevel) =>
        (descriptor & (Valid | TableOrPage)) == (Valid | TableOrPage) && !lastLevel;

    /// <summary>A block, or at the last level a page; the encoding 0b01 is reserved there, and faults.</summary>
    public static bool IsLeaf(ulong descriptor, bool lastLevel) =>
        (descriptor & (Valid | TableOrPage)) == (lastLevel ? Valid | TableOrPage : Valid);

    /// <summary>Whether it may be cached: an access flag fault is never cached (D8.4.6).</summary>
    public static bool IsAccessible(ulong descriptor) => (descriptor & AccessFlag) != 0;

    public static bool Permits(ulong descriptor, bool write) => (descriptor & (write ? WriteBit : ReadBit)) != 0;

    /// <summary>Whether instructions may be fetched: the page is readable, and XN is clear (D8.4.2).</summary>
    public static bool PermitsFetch(ulong descriptor) => (descriptor & (ReadBit | ExecuteNever)) == ReadBit;
}
