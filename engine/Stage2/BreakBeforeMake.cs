namespace Interlock.Engine.Stage2;

/// <summary>
/// When an entry must be made invalid, and its translations invalidated in every TLB, before it gets a new valid value: DDI 0487
/// D8.16.1, "Using break-before-make when updating translation table entries". FEAT_BBM is not assumed (level 0). Where the
/// architecture lets a change pass under a condition that two descriptors do not show, break-before-make is asked for.
/// </summary>
/// <remarks>
/// The access flag exempts nothing. A leaf with AF clear is in no TLB, but what the entry held before may be: page A, then page A
/// with AF clear, then page B would be two exempt changes, with A cached throughout. Who knows what was ever cached may be less
/// strict. Stage 2 has no nG bit, so the architecture's condition about global entries does not arise.
/// </remarks>
public static class BreakBeforeMake
{
    private const ulong MayChangeInLeaf =
        DescriptorBits.Readable | DescriptorBits.Writable | DescriptorBits.ExecuteNeverMask | DescriptorBits.AccessFlag
        | DescriptorBits.SoftwareMask | DescriptorBits.IgnoredInLeaf;

    private const ulong KnownInLeaf =
        DescriptorBits.TypeMask | DescriptorBits.MemAttrMask | DescriptorBits.ShareabilityMask | DescriptorBits.Contiguous
        | MayChangeInLeaf;

    private const ulong KnownInTable = DescriptorBits.TypeMask | DescriptorBits.AddressMask | DescriptorBits.IgnoredInTable;

    /// <summary>Whether a change needs break-before-make.</summary>
    /// <exception cref="ArgumentException">The two are not of one level.</exception>
    public static bool IsRequired(Descriptor from, Descriptor to) => Reasons(from, to) != BreakReasons.None;

    /// <summary>
    /// Why a change needs break-before-make. None if it makes the entry invalid, which is the break, or if the entry was invalid,
    /// which is the make; whether the TLBs were invalidated in between is not to be seen from two values.
    /// </summary>
    /// <exception cref="ArgumentException">The two are not of one level.</exception>
    public static BreakReasons Reasons(Descriptor from, Descriptor to)
    {
        if (from.Level != to.Level)
        {
            throw new ArgumentException("An entry does not change its level.", nameof(to));
        }

        return (ChangesMemoryType(from, to) ? BreakReasons.MemoryType : BreakReasons.None)
            | (ChangesShareability(from, to) ? BreakReasons.Shareability : BreakReasons.None)
            | (ChangesOutputAddress(from, to) ? BreakReasons.OutputAddress : BreakReasons.None)
            | (ChangesSize(from, to) ? BreakReasons.Size : BreakReasons.None)
            | (ChangesNextTable(from, to) ? BreakReasons.NextTable : BreakReasons.None)
            | (ChangesContiguous(from, to) ? BreakReasons.Contiguous : BreakReasons.None)
            | (ChangesOtherBits(from, to) ? BreakReasons.OtherBits : BreakReasons.None);
    }

    /// <summary>A change of the memory type or of the cacheability: any change of MemAttr[3:0].</summary>
    public static bool ChangesMemoryType(Descriptor from, Descriptor to) =>
        AreLeaves(from, to) && Differ(from, to, DescriptorBits.MemAttrMask);

    /// <summary>
    /// A change of SH[1:0]. Conservative: mismatched shareability loses coherence as mismatched cacheability does, and the rule is
    /// read as covering it.
    /// </summary>
    public static bool ChangesShareability(Descriptor from, Descriptor to) =>
        AreLeaves(from, to) && Differ(from, to, DescriptorBits.ShareabilityMask);

    /// <summary>
    /// A change of the output address. Conservative: the architecture asks for it if either entry is writable or the contents
    /// differ; descriptors do not show the contents.
    /// </summary>
    public static bool ChangesOutputAddress(Descriptor from, Descriptor to) => AreLeaves(from, to) && from.Output != to.Output;

    /// <summary>A change of the size of what one translation covers: from a block to a table, or from a table to a block.</summary>
    public static bool ChangesSize(Descriptor from, Descriptor to) => from.IsValid && to.IsValid && from.Kind != to.Kind;

    /// <summary>
    /// A change to another table. Conservative: a walk may continue from a cached copy of the old entry into the old table, which
    /// must not be told from a change of the output addresses below.
    /// </summary>
    public static bool ChangesNextTable(Descriptor from, Descriptor to) => AreTables(from, to) && from.Output != to.Output;

    /// <summary>A change of the contiguous hint, which changes the size of what one TLB entry covers.</summary>
    public static bool ChangesContiguous(Descriptor from, Descriptor to) =>
        AreLeaves(from, to) && Differ(from, to, DescriptorBits.Contiguous);

    /// <summary>
    /// A change of a bit that is none of the above and that is neither a permission, the access flag, a software bit nor an ignored
    /// bit: those may change under a valid entry. Conservative: it is RES0, or belongs to an extension that is not assumed.
    /// </summary>
    /// <remarks>The output addresses are masked by themselves: in a block, the address bits below its span are other bits.</remarks>
    public static bool ChangesOtherBits(Descriptor from, Descriptor to) =>
        (AreLeaves(from, to) && Differ(from, to, ~KnownInLeaf & ~from.Output.Value & ~to.Output.Value))
        || (AreTables(from, to) && Differ(from, to, ~KnownInTable));

    private static bool AreLeaves(Descriptor from, Descriptor to) => from.IsLeaf && to.IsLeaf && from.Kind == to.Kind;

    private static bool AreTables(Descriptor from, Descriptor to) =>
        from.Kind is DescriptorKind.Table && to.Kind is DescriptorKind.Table;

    private static bool Differ(Descriptor from, Descriptor to, ulong mask) => ((from.Bits ^ to.Bits) & mask) != 0;
}
