using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>Harmless: the block is broken before the table is written, and again after.</summary>
internal sealed class SplitsAfterTwoBreaks(Core core) : SplitBlock(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm, Slot block)
    {
        await Core.Tables(Core.Map.Host).BreakTable(cpu, block, await Core.Vms.RegimeOf(cpu, vm));
        await base.Commit(cpu, vm, block);
    }
}
