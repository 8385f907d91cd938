using Interlock.Engine.Addresses;

namespace Interlock.Engine.Stage2;

/// <summary>
/// VTTBR_EL2: the stage 2 tables and the VMID that translations on a CPU are made and cached under (DDI 0487 D24). The default is
/// the host's own: no tables.
/// </summary>
/// <param name="Vmid">The tag, in bits 63:48.</param>
/// <param name="Root">Where the root table is, in the bits below.</param>
public readonly record struct Vttbr(Vmid Vmid, Pa Root)
{
    private const int VmidShift = 48;

    /// <summary>The value of the register.</summary>
    public ulong Value => ((ulong)Vmid.Value << VmidShift) | Root.Value;

    /// <inheritdoc/>
    public override string ToString() => $"{Vmid} {Root}";
}
