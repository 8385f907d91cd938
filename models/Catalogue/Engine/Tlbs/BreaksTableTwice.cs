using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: what is gone goes again.</summary>
internal sealed class BreaksTableTwice(TlbMaintenance tlbs) : TableWriter(tlbs)
{
    public override async Step<Broken> BreakTable(Cpu cpu, Slot slot, Regime regime)
    {
        await base.BreakTable(cpu, slot, regime);
        return await base.BreakTable(cpu, slot, regime);
    }
}
