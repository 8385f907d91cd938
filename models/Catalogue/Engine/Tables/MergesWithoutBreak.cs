using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>The block is written over the entry that leads to the table (H-02).</summary>
internal sealed class MergesWithoutBreak(Core core) : MergeTable(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm, Plan plan)
    {
        await cpu.Store(plan.Slot.Word, plan.Block.Bits, MemoryOrder.Release);
        await Core.Tlbs(Core.Map.Host).ForgetAll(cpu, await Core.Vms.RegimeOf(cpu, vm));
        await Core.Scrub.Run(cpu, plan.Slot.Entry.Output.Page);
        await Core.Pool.Push(cpu, Core.Map.Vm(vm.Index), plan.Slot.Entry.Output.Page);
    }
}
