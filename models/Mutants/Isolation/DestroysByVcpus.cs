using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Harmless: it looks at the vCPUs, and not at how many are counted.</summary>
internal sealed class DestroysByVcpus(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Destroy(Cpu cpu, HostVm vm)
    {
        var core = Engine.Core;
        var index = core.Decode(vm);
        if (!index.IsOk)
        {
            return Result.Refused<ulong>(index.Error);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var plan = await Decode(cpu, index.Value);
        if (plan.IsOk)
        {
            var locks = await MemoryLocks.Take(core, cpu, table, index.Value);
            await Commit(cpu, plan.Value);
            await MemoryLocks.Release(core, cpu, locks);
        }

        await core.Locks.Release(cpu, table);
        return plan.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(plan.Error);
    }

    private async Step<Result<Vm>> Decode(Cpu cpu, VmIndex index)
    {
        var core = Engine.Core;
        var vm = await core.Vms.Read(cpu, index);
        if (!vm.IsActive)
        {
            return Result.Refused<Vm>(HypercallError.NotFound);
        }

        for (var vcpu = 0; vcpu < core.Map.Configuration.VcpusPerVm; vcpu++)
        {
            if (await cpu.Load(core.Map.Vm(index).Vcpu(vcpu)) >= (ulong)VcpuStatus.Loaded)
            {
                return Result.Refused<Vm>(HypercallError.Busy);
            }
        }

        return Result.Of(vm);
    }

    private async Step Commit(Cpu cpu, Vm vm)
    {
        var core = Engine.Core;
        var words = core.Map.Vm(vm.Index);
        var regime = await core.Vms.RegimeOf(cpu, vm);
        var teardown = new Teardown(core, vm.Index);
        await teardown.TakeApart(cpu, vm.Root, core.Map.Configuration.Guest.First);
        await teardown.Forget(cpu, regime);
        await teardown.ReturnSpares(cpu);
        await core.Host(core.Map.Host).TakeBack(cpu, vm.Root);
        if (regime.IsTagged)
        {
            await core.Vmids.Free(cpu, regime.Vttbr.Vmid);
        }

        for (var vcpu = 0; vcpu < core.Map.Configuration.VcpusPerVm; vcpu++)
        {
            await cpu.Store(words.Vcpu(vcpu), 0);
        }

        await cpu.Store(words.Vmid, 0);
        await cpu.Store(words.Root, 0);
        var owned = await cpu.Load(words.OwnedPages);
        await cpu.Store(words.Status, (ulong)(owned == 0 ? VmStatus.Free : VmStatus.Dying));
    }
}
