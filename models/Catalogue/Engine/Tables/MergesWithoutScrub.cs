using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>A table is spare with its entries still in it (H-14).</summary>
internal sealed class MergesWithoutScrub(Core core) : MergeTable(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm, Plan plan)
    {
        var broken = await Core.Tables(Core.Map.Host).BreakTable(cpu, plan.Slot, await Core.Vms.RegimeOf(cpu, vm));
        await TableWriter.Make(cpu, broken, plan.Block);
        await Core.Pool.Push(cpu, Core.Map.Vm(vm.Index), plan.Slot.Entry.Output.Page);
    }
}
