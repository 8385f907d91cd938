namespace Interlock.Engine.Stage2;

/// <summary>Everything that a block or page says of its memory but where it is.</summary>
/// <param name="Permissions">The accesses that the VM may make.</param>
/// <param name="Memory">Its memory type and cacheability.</param>
/// <param name="Shareability">The shareability domain.</param>
/// <param name="AccessFlag">
/// AF: an access through a leaf with it clear faults, and such a leaf is held in no TLB. Hardware does not set it: VTCR_EL2.HA is
/// zero (DDI 0487 D8.5).
/// </param>
/// <param name="State">The page state in the software bits.</param>
public readonly record struct LeafAttributes(
    Permissions Permissions, MemoryType Memory, Shareability Shareability, bool AccessFlag, PageState State)
{
    /// <summary>Whether every attribute has an encoding that the engine may write.</summary>
    public bool CanBeEncoded =>
        Memory is MemoryType.DeviceNGnRE or MemoryType.NormalNonCacheable or MemoryType.NormalWriteBack
        && Shareability is Shareability.NonShareable or Shareability.OuterShareable or Shareability.InnerShareable
        && State is PageState.None or PageState.Owned or PageState.SharedOwned or PageState.SharedBorrowed;

    /// <summary>Memory that a VM owns: everything is permitted, write-back, inner shareable, accessed.</summary>
    public static LeafAttributes OwnedMemory =>
        new(Permissions.All, MemoryType.NormalWriteBack, Shareability.InnerShareable, true, PageState.Owned);

    /// <summary>The attributes in a leaf. Bits that stand for none of them are disregarded.</summary>
    internal static LeafAttributes Decode(ulong bits) => new(
        new Permissions(
            (bits & DescriptorBits.Readable) != 0,
            (bits & DescriptorBits.Writable) != 0,
            (bits & DescriptorBits.ExecuteNever) == 0),
        DecodeMemory((bits & DescriptorBits.MemAttrMask) >> DescriptorBits.MemAttrShift),
        (Shareability)((bits & DescriptorBits.ShareabilityMask) >> DescriptorBits.ShareabilityShift),
        (bits & DescriptorBits.AccessFlag) != 0,
        (PageState)((bits & DescriptorBits.PageStateMask) >> DescriptorBits.PageStateShift));

    /// <summary>The attributes as bits of a leaf.</summary>
    /// <exception cref="InvalidOperationException">One of them has no encoding that the engine may write.</exception>
    internal ulong Encode()
    {
        if (!CanBeEncoded)
        {
            throw new InvalidOperationException("A reserved or unknown attribute cannot be written.");
        }

        return (Permissions.Read ? DescriptorBits.Readable : 0)
            | (Permissions.Write ? DescriptorBits.Writable : 0)
            | (Permissions.Execute ? 0 : DescriptorBits.ExecuteNever)
            | ((ulong)Memory << DescriptorBits.MemAttrShift)
            | ((ulong)Shareability << DescriptorBits.ShareabilityShift)
            | (AccessFlag ? DescriptorBits.AccessFlag : 0)
            | ((ulong)State << DescriptorBits.PageStateShift);
    }

    private static MemoryType DecodeMemory(ulong field) => field switch
    {
        (ulong)MemoryType.DeviceNGnRE => MemoryType.DeviceNGnRE,
        (ulong)MemoryType.NormalNonCacheable => MemoryType.NormalNonCacheable,
        (ulong)MemoryType.NormalWriteBack => MemoryType.NormalWriteBack,
        _ => MemoryType.Other,
    };
}
