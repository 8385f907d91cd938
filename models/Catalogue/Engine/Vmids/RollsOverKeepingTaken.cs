using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>A new generation begins with the VMIDs of the old one still taken (K-10).</summary>
internal sealed class RollsOverKeepingTaken(MemoryMap map, LockOrder locks) : Rollover(map, locks)
{
    protected override async Step BeginGeneration(Cpu cpu, Held host)
    {
        var taken = await cpu.Load(Map.VmidsTaken);
        await base.BeginGeneration(cpu, host);
        await cpu.Store(Map.VmidsTaken, taken);
    }
}
