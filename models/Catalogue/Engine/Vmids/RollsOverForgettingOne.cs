using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>Only what is held under one VMID is forgotten: the one that is current, the host's .</summary>
internal sealed class RollsOverForgettingOne(MemoryMap map, LockOrder locks) : Rollover(map, locks)
{
    protected override async Step ForgetEverything(Cpu cpu)
    {
        await cpu.Tlbi(TlbiKind.Vmalls12e1is);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Isb();
    }
}
