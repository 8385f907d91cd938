namespace Interlock.Isolation.Specifications;

/// <summary>The vCPU that a CPU has loaded: the one component that has no lock, since only that CPU reads or writes it.</summary>
/// <param name="Vm">Whose; -1 if none is loaded.</param>
/// <param name="Vcpu">Which of the VM's; zero if none is loaded.</param>
public readonly record struct LoadedVcpu(int Vm, int Vcpu)
{
    /// <summary>None.</summary>
    public static LoadedVcpu None => new(-1, 0);

    /// <summary>Whether there is one.</summary>
    public bool IsSome => Vm >= 0;

    /// <summary>What a CPU's word says.</summary>
    /// <param name="word">One more than the vCPU's number among those of all VMs; zero for none.</param>
    /// <param name="perVm">How many vCPUs a VM can have.</param>
    public static LoadedVcpu Read(ulong word, int perVm) =>
        word == 0 ? None : new((int)((word - 1) / (ulong)perVm), (int)((word - 1) % (ulong)perVm));

    /// <inheritdoc/>
    public override string ToString() => IsSome ? $"vcpu {Vcpu} of vm {Vm}" : "no vcpu";
}
