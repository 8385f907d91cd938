namespace Interlock.Isolation.Specifications;

/// <summary>The VMID that a VM was given, and in which generation. The default is none.</summary>
/// <param name="Vmid">The VMID; zero if there is none.</param>
/// <param name="Generation">The generation; zero if there is none.</param>
public readonly record struct GivenVmid(int Vmid, int Generation)
{
    /// <summary>Whether it is the VM's in a generation.</summary>
    public bool IsOf(int generation) => Vmid != 0 && Generation == generation;

    /// <inheritdoc/>
    public override string ToString() => Vmid == 0 ? "no vmid" : $"vmid {Vmid} of generation {Generation}";
}
