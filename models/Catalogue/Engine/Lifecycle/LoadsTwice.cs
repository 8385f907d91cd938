using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>Whether a CPU has the vCPU loaded, or this one has another, is not asked (P-19).</summary>
internal sealed class LoadsTwice(Core core) : LoadVcpu(core)
{
    protected override async Step<Result<ulong>> Decode(Cpu cpu, VmIndex vm, int vcpu)
    {
        var target = await Core.Vms.Read(cpu, vm);
        return target.IsActive && await cpu.Load(Core.Map.Vm(vm).Vcpu(vcpu)) != (ulong)VcpuStatus.None
            ? Result.Of(await cpu.Load(Core.Map.Vm(vm).References))
            : Result.Refused<ulong>(HypercallError.NotFound);
    }
}
