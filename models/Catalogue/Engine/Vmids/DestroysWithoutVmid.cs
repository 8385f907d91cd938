using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>The VM's VMID is deleted before it is used to invalidate (S-04).</summary>
internal sealed class DestroysWithoutVmid(Core core) : DestroyVm(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm)
    {
        var regime = await Core.Vms.RegimeOf(cpu, vm);
        await cpu.Store(Core.Map.Vm(vm.Index).Vmid, 0);
        await base.Commit(cpu, vm);
        await FreeVmid(cpu, regime);
    }
}
