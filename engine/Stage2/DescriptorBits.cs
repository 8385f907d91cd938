namespace Interlock.Engine.Stage2;

/// <summary>
/// Where the fields of a stage 2 descriptor are: VMSAv8-64, 4 KiB granule, 48-bit output addresses, without FEAT_LPA2 (DDI 0487
/// D8.3.1). Stage 2 has no nG bit: every entry is tagged with the VMID.
/// </summary>
internal static class DescriptorBits
{
    /// <summary>Bit 0.</summary>
    public const ulong Valid = 1UL << 0;

    /// <summary>Bits 1:0 of a table, and of a page at level 3.</summary>
    public const ulong TableOrPage = 0b11;

    /// <summary>Bits 1:0 of a block; reserved at levels 0 and 3.</summary>
    public const ulong Block = 0b01;

    /// <summary>Bits 1:0.</summary>
    public const ulong TypeMask = 0b11;

    /// <summary>MemAttr[3:0], bits 5:2.</summary>
    public const int MemAttrShift = 2;

    /// <summary>MemAttr[3:0], bits 5:2.</summary>
    public const ulong MemAttrMask = 0b1111UL << MemAttrShift;

    /// <summary>S2AP[0], bit 6: may be read.</summary>
    public const ulong Readable = 1UL << 6;

    /// <summary>S2AP[1], bit 7: may be written.</summary>
    public const ulong Writable = 1UL << 7;

    /// <summary>SH[1:0], bits 9:8.</summary>
    public const int ShareabilityShift = 8;

    /// <summary>SH[1:0], bits 9:8.</summary>
    public const ulong ShareabilityMask = 0b11UL << ShareabilityShift;

    /// <summary>AF, bit 10.</summary>
    public const ulong AccessFlag = 1UL << 10;

    /// <summary>Bits 47:12: the address of a page or of a table; a block leaves the lower ones clear.</summary>
    public const ulong AddressMask = ((1UL << 48) - 1) & ~0xfffUL;

    /// <summary>Contiguous, bit 52: a hint that the engine never gives.</summary>
    public const ulong Contiguous = 1UL << 52;

    /// <summary>XN, bit 54. Bit 53 is XN[0] with FEAT_XNX and RES0 without.</summary>
    public const ulong ExecuteNever = 1UL << 54;

    /// <summary>XN[1:0], bits 54:53, as with FEAT_XNX.</summary>
    public const ulong ExecuteNeverMask = 0b11UL << 53;

    /// <summary>The part of the software bits that holds the page state, bits 56:55.</summary>
    public const int PageStateShift = 55;

    /// <summary>The part of the software bits that holds the page state, bits 56:55.</summary>
    public const ulong PageStateMask = 0b11UL << PageStateShift;

    /// <summary>Bits 58:55, left to software.</summary>
    public const ulong SoftwareMask = 0b1111UL << 55;

    /// <summary>Bit 63 of a leaf, ignored by hardware.</summary>
    public const ulong IgnoredInLeaf = 1UL << 63;

    /// <summary>Bits 58:52 and 11:2 of a table, ignored by hardware.</summary>
    public const ulong IgnoredInTable = (0x7fUL << 52) | (0x3ffUL << 2);

    /// <summary>The owner annotation of an invalid descriptor, bits 9:2.</summary>
    public const int OwnerShift = 2;
}
