using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>The host makes a VM and gives away a page for its root table. Locks: the VM table's, the host's, the VM's.</summary>
public class CreateVm(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Makes a VM without memory and without vCPUs; the answer is its handle. Refused: <see cref="HypercallError.InvalidArgument"/> if
    /// there is no such page; <see cref="HypercallError.NotPermitted"/> if it is not the host's alone;
    /// <see cref="HypercallError.NoMemory"/> if the VM table is full.
    /// </summary>
    public virtual async Step<Result<ulong>> Call(Cpu cpu, HostPa root)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var page = core.Decode(root);
        if (!page.IsOk)
        {
            return Result.Refused<ulong>(page.Error);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var vm = await FindFree(cpu);
        var answer = vm.IsOk
            ? await Create(cpu, table, vm.Value, page.Value)
            : Result.Refused<ulong>(vm.Error);
        await core.Locks.Release(cpu, table);
        return answer;
    }

    /// <summary>The lowest position that is free.</summary>
    protected async Step<Result<VmIndex>> FindFree(Cpu cpu)
    {
        for (var index = 0; index < core.Map.Configuration.Vms; index++)
        {
            var vm = await core.Vms.Read(cpu, new VmIndex(index));
            if (vm.Status == VmStatus.Free)
            {
                return Result.Of(vm.Index);
            }
        }

        return Result.Refused<VmIndex>(HypercallError.NoMemory);
    }

    /// <summary>Makes the VM at a position, if the page may be its root.</summary>
    protected virtual async Step<Result<ulong>> Create(Cpu cpu, Held table, VmIndex vm, PageIndex root)
    {
        var locks = await MemoryLocks.Take(core, cpu, table, vm);
        var page = await core.Host(core.Map.Host).Read(cpu, root);
        if (page.IsOwned)
        {
            await Commit(cpu, vm, root, page);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return page.IsOwned ? Result.Of((ulong)vm.Value) : Result.Refused<ulong>(HypercallError.NotPermitted);
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    /// <remarks>What the host left in the page would be entries of the table.</remarks>
    protected virtual async Step Commit(Cpu cpu, VmIndex vm, PageIndex root, HostPage page)
    {
        await core.Host(core.Map.Host).GiveTo(cpu, root, page, OwnerId.Engine);
        await core.Scrub.Run(cpu, root);
        await cpu.Store(core.Map.Vm(vm).Root, root.Value);
        await cpu.Store(core.Map.Vm(vm).Status, (ulong)VmStatus.Active);
    }
}
