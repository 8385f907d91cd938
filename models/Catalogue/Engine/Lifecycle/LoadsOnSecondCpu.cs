using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>A vCPU that another CPU has loaded is loaded here too (P-19).</summary>
internal sealed class LoadsOnSecondCpu(Core core) : LoadVcpu(core)
{
    protected override async Step<Result<ulong>> Decode(Cpu cpu, VmIndex vm, int vcpu)
    {
        var plan = await base.Decode(cpu, vm, vcpu);
        return plan.IsOk || plan.Error != HypercallError.Busy || await cpu.Load(Core.Map.Loaded(cpu.Index)) != 0
            ? plan
            : Result.Of(await cpu.Load(Core.Map.Vm(vm).References));
    }
}
