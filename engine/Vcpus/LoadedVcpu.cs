using Interlock.Engine.Addresses;

namespace Interlock.Engine.Vcpus;

/// <summary>Which vCPU a CPU has loaded, as the CPU's word tells: zero for none.</summary>
/// <param name="Word">One more than the vCPU's number among all positions of the VM table.</param>
public readonly record struct LoadedVcpu(ulong Word)
{
    /// <summary>Whether there is one.</summary>
    public bool IsSome => Word != 0;

    /// <summary>A vCPU of a VM.</summary>
    public static LoadedVcpu Of(VmIndex vm, int vcpu, int vcpusPerVm) => new(((ulong)vm.Value * (ulong)vcpusPerVm) + (ulong)vcpu + 1);

    /// <summary>Whose vCPU it is.</summary>
    public VmIndex Vm(int vcpusPerVm) => new((int)(Word - 1) / vcpusPerVm);

    /// <summary>Which of the VM's it is.</summary>
    public int Vcpu(int vcpusPerVm) => (int)(Word - 1) % vcpusPerVm;
}
