using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>All VMIDs are free again, and TLBs still hold what they had (K-10).</summary>
internal sealed class RollsOverForgettingNothing(MemoryMap map, LockOrder locks) : Rollover(map, locks)
{
    protected override async Step ForgetEverything(Cpu cpu) => await cpu.Isb();
}
