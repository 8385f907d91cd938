using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>Harmless: what has just been given is found again.</summary>
internal sealed class AsksTwice(MemoryMap map, LockOrder locks) : VmidAllocator(map, locks)
{
    public override async Step<Assignment> Assign(Cpu cpu, Held table, Vm vm)
    {
        var first = await base.Assign(cpu, table, vm);
        return first.Vttbr is null ? first : await base.Assign(cpu, table, vm);
    }
}
