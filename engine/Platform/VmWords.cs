using Interlock.Sync;

namespace Interlock.Engine.Platform;

/// <summary>
/// The words of a VM. Those of which it is said that two locks guard them are written under both and read under either.
/// </summary>
/// <param name="First">The first of them.</param>
public readonly record struct VmWords(int First)
{
    private const int Fixed = 9;

    /// <summary>The VM's lock: two words. It guards the VM's tables.</summary>
    public Address Lock => new(First);

    /// <summary>A <see cref="Vms.VmStatus"/>. Guarded by the VM table's mutex and the VM's lock.</summary>
    public Address Status => new(First + 2);

    /// <summary>The page of the root table. Guarded by the VM table's mutex and the VM's lock.</summary>
    public Address Root => new(First + 3);

    /// <summary>The VMID and its generation: <see cref="Vms.TaggedVmid"/>. Guarded by the VM table's mutex and the VM's lock.</summary>
    public Address Vmid => new(First + 4);

    /// <summary>How many of its vCPUs are loaded. Guarded by the VM table's mutex.</summary>
    public Address References => new(First + 5);

    /// <summary>How many pages of memory it owns, tables not counted. Guarded by the VM's lock.</summary>
    public Address OwnedPages => new(First + 6);

    /// <summary>One more than the first spare table page; zero if there is none. Guarded by the VM's lock.</summary>
    public Address FirstSpare => new(First + 7);

    /// <summary>How many spare table pages there are. Guarded by the VM's lock.</summary>
    public Address Spares => new(First + 8);

    /// <summary>A <see cref="Vcpus.VcpuStatus"/>, or two more than the CPU that has it loaded. Guarded by the VM table's mutex.</summary>
    /// <param name="vcpu">Which vCPU, from zero.</param>
    public Address Vcpu(int vcpu) => new(First + Fixed + vcpu);

    /// <summary>How many words a VM has.</summary>
    internal static int Count(Configuration configuration) => Fixed + (configuration.VcpusPerVm * (1 + configuration.Registers));
}
