using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Availability;

/// <summary>CPUs that wait for the rollover poll under the mutex that it needs, and so can prevent it for ever (L-13).</summary>
internal sealed class FollowsPollingUnderLock(MemoryMap map, LockOrder locks) : FollowsPolling(map, locks)
{
    protected override async Step<ulong> Look(Cpu cpu)
    {
        var table = await Locks.TakeVmTable(cpu, Held.Nothing);
        var asked = await cpu.Load(Map.RolloverRequest);
        await Locks.Release(cpu, table);
        return asked;
    }
}
