namespace Interlock.Engine.Addresses;

/// <summary>
/// A virtual machine identifier: the tag by which a TLB tells apart the translations of VMs (VTTBR_EL2.VMID, bits 63:48). It
/// names a VM only for as long as it is allocated to it.
/// </summary>
/// <param name="Value">The tag; 16 bits with FEAT_VMID16 and VTCR_EL2.VS set, else 8.</param>
public readonly record struct Vmid(ushort Value)
{
    /// <summary>
    /// Whether hardware that compares so many bits can tell the tag from others. With fewer, the upper bits are ignored and two VMs
    /// would share their translations.
    /// </summary>
    /// <param name="bits">8 or 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">No hardware compares so many bits.</exception>
    public bool FitsIn(int bits) => bits switch
    {
        8 => Value < 1 << 8,
        16 => true,
        _ => throw new ArgumentOutOfRangeException(nameof(bits), bits, "A VMID has 8 or 16 bits."),
    };

    /// <inheritdoc/>
    public override string ToString() => $"vmid:{Value}";
}
