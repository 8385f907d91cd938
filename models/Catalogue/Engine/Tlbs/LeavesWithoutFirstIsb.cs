using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>No ISB after the TLBIs: this CPU's own context still is that of before them (H-05).</summary>
internal sealed class LeavesWithoutFirstIsb(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step Leave(Cpu cpu, Regime regime)
    {
        if (regime.Vttbr != Current)
        {
            await base.Leave(cpu, regime);
        }
    }
}
