using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>The host gets back a page that a VM owned which is gone. Locks: the VM table's, the host's, the VM's.</summary>
public class ReclaimPage(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Clears the page and gives it back; with the last one, the VM's position is free. Refused:
    /// <see cref="HypercallError.InvalidArgument"/> if there is no such page; <see cref="HypercallError.NotPermitted"/> if it is not a
    /// VM's, or if that VM still lives.
    /// </summary>
    public async Step<Result<ulong>> Call(Cpu cpu, HostPa alleged)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var page = core.Decode(alleged);
        if (!page.IsOk)
        {
            return Result.Refused<ulong>(page.Error);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var host = await core.Locks.TakeHost(cpu, table);
        var vm = await Decode(cpu, page.Value);
        if (vm.IsOk)
        {
            var lockOfVm = await core.Locks.TakeVm(cpu, host, vm.Value);
            await Commit(cpu, vm.Value, page.Value);
            await core.Locks.Release(cpu, lockOfVm);
        }

        await core.Locks.Release(cpu, host);
        await core.Locks.Release(cpu, table);
        return vm.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(vm.Error);
    }

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    protected virtual async Step<Result<VmIndex>> Decode(Cpu cpu, PageIndex page)
    {
        var held = await core.Host(core.Map.Host).Read(cpu, page);
        if (held.IsMapped || !held.Entry.Owner.IsGuest)
        {
            return Result.Refused<VmIndex>(HypercallError.NotPermitted);
        }

        var vm = await core.Vms.Read(cpu, new VmIndex(held.Entry.Owner.Slot));
        return vm.Status == VmStatus.Dying
            ? Result.Of(vm.Index)
            : Result.Refused<VmIndex>(HypercallError.NotPermitted);
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    protected virtual async Step Commit(Cpu cpu, VmIndex vm, PageIndex page)
    {
        await core.Scrub.Run(cpu, page);
        await core.Host(core.Map.Host).TakeBack(cpu, page);
        var left = await cpu.Load(core.Map.Vm(vm).OwnedPages) - 1;
        await cpu.Store(core.Map.Vm(vm).OwnedPages, left);
        if (left == 0)
        {
            await cpu.Store(core.Map.Vm(vm).Status, (ulong)VmStatus.Free);
        }
    }
}
