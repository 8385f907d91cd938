using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Counts;

/// <summary>A reference is taken before the vCPU is found to be in use, and kept (P-22).</summary>
internal sealed class LoadLeaksReference(Core core) : LoadVcpu(core)
{
    protected override async Step<Result<ulong>> Decode(Cpu cpu, VmIndex vm, int vcpu)
    {
        var references = Core.Map.Vm(vm).References;
        var plan = await base.Decode(cpu, vm, vcpu);
        if (!plan.IsOk && plan.Error == HypercallError.Busy)
        {
            await cpu.Store(references, await cpu.Load(references) + 1);
        }

        return plan;
    }
}
