using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Secrecy;

/// <summary>The host gets a page of a dead VM that was cleared never (H-14), once or twice; or cleared before it is known to be one .</summary>
/// <param name="engine">The engine.</param>
/// <param name="early">How often it is cleared before anything is asked.</param>
/// <param name="late">How often it is cleared once the VM is known to be dead.</param>
internal sealed class ReclaimsScrubbing(IsolationEngine engine, int early, int late) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Reclaim(Cpu cpu, HostPa page)
    {
        var core = Engine.Core;
        var index = core.Decode(page);
        if (!index.IsOk)
        {
            return Result.Refused<ulong>(index.Error);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var host = await core.Locks.TakeHost(cpu, table);
        var answer = await Reclaim(cpu, host, index.Value);
        await core.Locks.Release(cpu, host);
        await core.Locks.Release(cpu, table);
        return answer;
    }

    private async Step<Result<ulong>> Reclaim(Cpu cpu, Held host, PageIndex page)
    {
        var core = Engine.Core;
        var held = await core.Host(core.Map.Host).Read(cpu, page);
        if (held.IsMapped || !held.Entry.Owner.IsGuest)
        {
            return Result.Refused<ulong>(HypercallError.NotPermitted);
        }

        await Scrub(cpu, page, early);
        var vm = await core.Vms.Read(cpu, new VmIndex(held.Entry.Owner.Slot));
        if (vm.Status != VmStatus.Dying)
        {
            return Result.Refused<ulong>(HypercallError.NotPermitted);
        }

        var lockOfVm = await core.Locks.TakeVm(cpu, host, vm.Index);
        await Scrub(cpu, page, late);
        await core.Host(core.Map.Host).TakeBack(cpu, page);
        var left = await cpu.Load(core.Map.Vm(vm.Index).OwnedPages) - 1;
        await cpu.Store(core.Map.Vm(vm.Index).OwnedPages, left);
        if (left == 0)
        {
            await cpu.Store(core.Map.Vm(vm.Index).Status, (ulong)VmStatus.Free);
        }

        await core.Locks.Release(cpu, lockOfVm);
        return Result.Of(0UL);
    }

    private async Step Scrub(Cpu cpu, PageIndex page, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await Engine.Core.Scrub.Run(cpu, page);
        }
    }
}
