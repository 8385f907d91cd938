using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>Any VMID that the VM was given is taken for its own, of whatever generation (S-12).</summary>
internal sealed class TrustsVmid(MemoryMap map, LockOrder locks) : VmidAllocator(map, locks)
{
    public override async Step<Assignment> Assign(Cpu cpu, Held table, Vm vm)
    {
        var mine = new TaggedVmid(await cpu.Load(Map.Vm(vm.Index).Vmid));
        return mine.Word != 0
            ? new Assignment(new Vttbr(mine.Vmid, vm.Root.Address), false)
            : await base.Assign(cpu, table, vm);
    }
}
