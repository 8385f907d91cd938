using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Availability;

/// <summary>Benign variant: a CPU at the rendezvous polls the request until the rollover is done, before it arrives again.</summary>
internal class FollowsPolling(MemoryMap map, LockOrder locks) : Rollover(map, locks)
{
    public override async Step Follow(Cpu cpu)
    {
        var barrier = new RendezvousBarrier(Map.Configuration.Cpus, Map.Barrier, new Address(Map.Barrier.Index + 1));
        await barrier.Arrive(cpu);
        while (await Look(cpu) != 0)
        {
            cpu.Pause();
        }

        await barrier.Arrive(cpu);
    }

    /// <summary>The request, as a CPU that waits sees it.</summary>
    protected virtual async Step<ulong> Look(Cpu cpu) => await cpu.Load(Map.RolloverRequest);
}
