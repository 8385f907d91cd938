namespace Interlock.Engine.Addresses;

/// <summary>
/// A virtual machine identifier: the tag by which a TLB tells apart the translations of VMs (VTTBR_EL2.VMID, bits 63:48). It
/// names a VM only for as long as it is allocated to it.
/// </summary>
/// <param name="Value">The tag; 16 bits with FEAT_VMID16 and VTCR_EL2.VS set, else 8.</param>
public readonly record struct Vmid(ushort Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"vmid:{Value}";
}
