using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>Harmless: the table is cleared before the block is made; it is broken by then.</summary>
internal sealed class MergesScrubbingFirst(Core core) : MergeTable(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm, Plan plan)
    {
        var broken = await Core.Tables(Core.Map.Host).BreakTable(cpu, plan.Slot, await Core.Vms.RegimeOf(cpu, vm));
        await Core.Scrub.Run(cpu, plan.Slot.Entry.Output.Page);
        await TableWriter.Make(cpu, broken, plan.Block);
        await Core.Pool.Push(cpu, Core.Map.Vm(vm.Index), plan.Slot.Entry.Output.Page);
    }
}
