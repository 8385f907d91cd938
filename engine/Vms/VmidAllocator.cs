using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Vms;

/// <summary>
/// Gives VMs their VMIDs (after Linux' arch/arm64/kvm/vmid.c, with a rendezvous instead of reserved VMIDs). A VMID belongs to one VM
/// for a generation, or until the VM is destroyed. The VM table's mutex must be held.
/// </summary>
public class VmidAllocator(MemoryMap map, LockOrder locks)
{
    /// <summary>Where everything is.</summary>
    protected MemoryMap Map => map;

    /// <summary>The VM's VMID, or one that is free; if none is, a rollover is asked for.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="table">The VM table's mutex.</param>
    /// <param name="vm">A VM that is active.</param>
    public virtual async Step<Assignment> Assign(Cpu cpu, Held table, Vm vm)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var generation = await cpu.Load(map.VmidGeneration);
        var mine = new TaggedVmid(await cpu.Load(map.Vm(vm.Index).Vmid));
        if (mine.IsCurrent(generation))
        {
            return new Assignment(new Vttbr(mine.Vmid, vm.Root.Address), false);
        }

        var taken = await cpu.Load(map.VmidsTaken);
        for (ushort value = 1; value <= map.Configuration.Vmids; value++)
        {
            if ((taken & Bit(new Vmid(value))) == 0)
            {
                var vmid = new Vmid(value);
                await cpu.Store(map.VmidsTaken, taken | Bit(vmid));
                var lockOfVm = await locks.TakeVm(cpu, table, vm.Index);
                await cpu.Store(map.Vm(vm.Index).Vmid, TaggedVmid.Of(vmid, generation).Word);
                await locks.Release(cpu, lockOfVm);
                return new Assignment(new Vttbr(vmid, vm.Root.Address), false);
            }
        }

        var leads = await cpu.Load(map.RolloverRequest) == 0;
        if (leads)
        {
            await cpu.Store(map.RolloverRequest, 1);
        }

        return new Assignment(null, leads);
    }

    /// <summary>Makes a VMID free again. All TLBs must have forgotten it.</summary>
    public async Step Free(Cpu cpu, Vmid vmid)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(map.VmidsTaken, await cpu.Load(map.VmidsTaken) & ~Bit(vmid));
    }

    private static ulong Bit(Vmid vmid) => 1UL << vmid.Value;
}
