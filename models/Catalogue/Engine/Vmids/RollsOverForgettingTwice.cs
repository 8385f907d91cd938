using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>Harmless: all TLBs forget everything once more.</summary>
internal sealed class RollsOverForgettingTwice(MemoryMap map, LockOrder locks) : Rollover(map, locks)
{
    protected override async Step ForgetEverything(Cpu cpu)
    {
        await base.ForgetEverything(cpu);
        await base.ForgetEverything(cpu);
    }
}
