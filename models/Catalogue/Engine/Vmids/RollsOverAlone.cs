using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>A new generation begins while other CPUs run guests under VMIDs of the old one (K-10).</summary>
internal sealed class RollsOverAlone(MemoryMap map, LockOrder locks) : Rollover(map, locks)
{
    public override Step Lead(Cpu cpu) => Roll(cpu);

    public override async Step Follow(Cpu cpu) => await cpu.Isb();
}
