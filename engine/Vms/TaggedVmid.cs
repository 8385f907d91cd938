using Interlock.Engine.Addresses;

namespace Interlock.Engine.Vms;

/// <summary>
/// The VMID that a VM was given, and the generation in which it was: in any other generation it is not the VM's any more. The word
/// zero is no VMID, since VMID zero is the host's.
/// </summary>
/// <param name="Word">The generation in bits 63:16, the VMID in bits 15:0.</param>
public readonly record struct TaggedVmid(ulong Word)
{
    private const int GenerationShift = 16;

    /// <summary>The VMID.</summary>
    public Vmid Vmid => new((ushort)Word);

    /// <summary>A VMID of a generation.</summary>
    public static TaggedVmid Of(Vmid vmid, ulong generation) => new((generation << GenerationShift) | vmid.Value);

    /// <summary>Whether it is a VMID, and of this generation.</summary>
    public bool IsCurrent(ulong generation) => Word != 0 && Word >> GenerationShift == generation;
}
