using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>A generation number comes again, and with it the VMIDs of its first time (K-10).</summary>
internal sealed class RollsOverKeepingVmids(MemoryMap map, LockOrder locks) : Rollover(map, locks)
{
    protected override async Step BeginGeneration(Cpu cpu, Held host)
    {
        var next = (await cpu.Load(Map.VmidGeneration) + 1) % (ulong)Map.Configuration.Generations;
        await cpu.Store(Map.VmidGeneration, next);
        await cpu.Store(Map.VmidsTaken, 0);
    }
}
