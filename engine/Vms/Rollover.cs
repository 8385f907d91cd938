using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Vms;

/// <summary>
/// Takes all VMIDs from all VMs when none is left. Every CPU comes to the barrier, out of its guest and without a lock; while they
/// wait there, one of them begins a new generation and has every TLB forget everything; then all go on.
/// </summary>
public class Rollover(MemoryMap map, LockOrder locks)
{
    /// <summary>Where everything is.</summary>
    protected MemoryMap Map => map;

    /// <summary>The locks, in their order.</summary>
    protected LockOrder Locks => locks;

    private RendezvousBarrier Barrier =>
        new(map.Configuration.Cpus, map.Barrier, new Address(map.Barrier.Index + 1));

    /// <summary>The part of the CPU that requested the rollover. It holds no lock and is under the host's regime.</summary>
    public virtual async Step Lead(Cpu cpu)
    {
        await Barrier.Arrive(cpu);
        await Roll(cpu);
        await Barrier.Arrive(cpu);
    }

    /// <summary>The part of every other CPU. It holds no lock and is under the host's regime.</summary>
    public virtual async Step Follow(Cpu cpu)
    {
        await Barrier.Arrive(cpu);
        await Barrier.Arrive(cpu);
    }

    /// <summary>The reaction of a CPU to an interrupt by another CPU, once it has left its guest.</summary>
    public async Step Interrupt(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        if (await cpu.Load(map.RolloverRequest, MemoryOrder.Acquire) != 0)
        {
            await Follow(cpu);
        }
    }

    /// <summary>Takes all VMIDs from all VMs.</summary>
    protected virtual async Step Roll(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var table = await locks.TakeVmTable(cpu, Held.Nothing);
        var host = await locks.TakeHost(cpu, table);
        await BeginGeneration(cpu, host);
        await ForgetEverything(cpu);
        await cpu.Store(map.RolloverRequest, 0);
        await locks.Release(cpu, host);
        await locks.Release(cpu, table);
    }

    /// <summary>Has every TLB forget everything.</summary>
    protected virtual async Step ForgetEverything(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Tlbi(TlbiKind.Alle1is);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Isb();
    }

    /// <summary>Frees all VMIDs. Generation numbers recur: by then no VM may have a VMID of the earlier generation left.</summary>
    protected virtual async Step BeginGeneration(Cpu cpu, Held host)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var next = await cpu.Load(map.VmidGeneration) + 1;
        if (next == (ulong)map.Configuration.Generations)
        {
            next = 0;
            for (var vm = 0; vm < map.Configuration.Vms; vm++)
            {
                var lockOfVm = await locks.TakeVm(cpu, host, new VmIndex(vm));
                await cpu.Store(map.Vm(new VmIndex(vm)).Vmid, 0);
                await locks.Release(cpu, lockOfVm);
            }
        }

        await cpu.Store(map.VmidGeneration, next);
        await cpu.Store(map.VmidsTaken, 0);
    }
}
