using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>The host supplies the tables that a VM will need, and gets those back that are spare. Locks: the host's, the VM's.</summary>
public class TablePages(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Gives a page away for a table. Refused: <see cref="HypercallError.InvalidArgument"/> for arguments out of range;
    /// <see cref="HypercallError.NotFound"/> if there is no such VM; <see cref="HypercallError.NotPermitted"/> if the page is not the
    /// host's alone.
    /// </summary>
    public async Step<Result<ulong>> Supply(Cpu cpu, HostVm vm, HostPa alleged)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var target = MemoryTarget.Decode(core, vm, alleged);
        if (!target.IsOk)
        {
            return Result.Refused<ulong>(target.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, target.Value.Vm);
        var page = await DecodeSupply(cpu, target.Value);
        if (page.IsOk)
        {
            await CommitSupply(cpu, target.Value, page.Value);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return page.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(page.Error);
    }

    /// <summary>
    /// Gives a spare table back; the answer is its page. Refused: <see cref="HypercallError.InvalidArgument"/> for a number out of
    /// range; <see cref="HypercallError.NotFound"/> if there is no such VM, or nothing is spare.
    /// </summary>
    public async Step<Result<ulong>> Return(Cpu cpu, HostVm vm)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var index = core.Decode(vm);
        if (!index.IsOk)
        {
            return Result.Refused<ulong>(index.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, index.Value);
        var spares = await cpu.Load(core.Map.Vm(index.Value).Spares); // zero if there is no VM
        var answer = Result.Refused<ulong>(HypercallError.NotFound);
        if (spares != 0)
        {
            var page = await Take(cpu, index.Value);
            await core.Host(core.Map.Host).TakeBack(cpu, page);
            answer = Result.Of(page.Value);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return answer;
    }

    /// <summary>Takes the page from the host, clears it, and keeps it.</summary>
    protected virtual async Step CommitSupply(Cpu cpu, MemoryTarget target, HostPage page)
    {
        await core.Host(core.Map.Host).GiveTo(cpu, target.Page, page, OwnerId.Engine);
        await core.Scrub.Run(cpu, target.Page);
        await core.Pool.Push(cpu, core.Map.Vm(target.Vm), target.Page);
    }

    private async Step<Result<HostPage>> DecodeSupply(Cpu cpu, MemoryTarget target)
    {
        var vm = await core.Vms.Read(cpu, target.Vm);
        if (!vm.IsActive)
        {
            return Result.Refused<HostPage>(HypercallError.NotFound);
        }

        var page = await core.Host(core.Map.Host).Read(cpu, target.Page);
        return page.IsOwned ? Result.Of(page) : Result.Refused<HostPage>(HypercallError.NotPermitted);
    }

    /// <summary>Takes the spare table that is given back; there is one.</summary>
    protected virtual Step<PageIndex> Take(Cpu cpu, VmIndex vm) => core.Pool.Pop(cpu, core.Map.Vm(vm));
}
