using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>The VM's tables are loaded, and its VMID is not (S-05).</summary>
internal sealed class GivesVmidZero(MemoryMap map, LockOrder locks) : VmidAllocator(map, locks)
{
    public override async Step<Assignment> Assign(Cpu cpu, Held table, Vm vm)
    {
        var given = await base.Assign(cpu, table, vm);
        return given.Vttbr is { } vttbr ? given with { Vttbr = vttbr with { Vmid = default } } : given;
    }
}
