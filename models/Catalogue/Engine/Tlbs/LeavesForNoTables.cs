using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>The VMID that was invalidated is written back without tables, and not what was there before (B-01).</summary>
internal sealed class LeavesForNoTables(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step Leave(Cpu cpu, Regime regime)
    {
        await cpu.Isb();
        if (regime.Vttbr != Current)
        {
            await cpu.WriteVttbr(new Vttbr(regime.Vttbr.Vmid, default).Value);
            await cpu.Isb();
        }
    }
}
