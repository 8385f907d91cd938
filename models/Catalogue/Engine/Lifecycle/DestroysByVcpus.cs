using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>Harmless: it looks at the vCPUs, and not at how many are counted.</summary>
internal sealed class DestroysByVcpus(Core core) : DestroyVm(core)
{
    protected override async Step<Result<Vm>> Decode(Cpu cpu, VmIndex index)
    {
        var vm = await Core.Vms.Read(cpu, index);
        for (var vcpu = 0; vcpu < Core.Map.Configuration.VcpusPerVm; vcpu++)
        {
            if (await cpu.Load(Core.Map.Vm(index).Vcpu(vcpu)) >= (ulong)VcpuStatus.Loaded)
            {
                return Result.Refused<Vm>(HypercallError.Busy);
            }
        }

        return vm.IsActive ? Result.Of(vm) : Result.Refused<Vm>(HypercallError.NotFound);
    }
}
