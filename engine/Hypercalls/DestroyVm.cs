using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>
/// The host ends a VM. Pages that it lent and the tables are the host's again; pages that the VM owns wait for
/// <see cref="ReclaimPage"/>. Locks: the VM table's, the host's, the VM's.
/// </summary>
public class DestroyVm(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Ends a VM. Refused: <see cref="HypercallError.InvalidArgument"/> and <see cref="HypercallError.NotFound"/> if there is none;
    /// <see cref="HypercallError.Busy"/> if one of its vCPUs is loaded.
    /// </summary>
    public virtual async Step<Result<ulong>> Call(Cpu cpu, HostVm vm)
    {
        ArgumentNullException.ThrowIfNull(cpu);
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

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    protected virtual async Step<Result<Vm>> Decode(Cpu cpu, VmIndex index)
    {
        var vm = await core.Vms.Read(cpu, index);
        if (!vm.IsActive)
        {
            return Result.Refused<Vm>(HypercallError.NotFound);
        }

        return await cpu.Load(core.Map.Vm(index).References) == 0
            ? Result.Of(vm)
            : Result.Refused<Vm>(HypercallError.Busy);
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    /// <remarks>
    /// The tables are taken apart, then all TLBs forget them, and only then are they the host's: a CPU may still walk by what it has
    /// cached of them. The VMID is free once it is in no TLB.
    /// </remarks>
    protected virtual async Step Commit(Cpu cpu, Vm vm)
    {
        var regime = await core.Vms.RegimeOf(cpu, vm);
        var teardown = new Teardown(core, vm.Index);
        await teardown.TakeApart(cpu, vm.Root, core.Map.Configuration.Guest.First);
        await teardown.Forget(cpu, regime);
        await teardown.ReturnSpares(cpu);
        await core.Host(core.Map.Host).TakeBack(cpu, vm.Root);
        await FreeVmid(cpu, regime);
        await Vacate(cpu, core.Map.Vm(vm.Index));
    }

    /// <summary>Makes the VM's VMID free again, if it has one.</summary>
    protected virtual async Step FreeVmid(Cpu cpu, Regime regime)
    {
        if (regime.IsTagged)
        {
            await core.Vmids.Free(cpu, regime.Vttbr.Vmid);
        }
    }

    /// <summary>The VM is gone; its position is free, or waits for the pages that it owned.</summary>
    protected virtual async Step Vacate(Cpu cpu, VmWords words)
    {
        ArgumentNullException.ThrowIfNull(cpu);
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
