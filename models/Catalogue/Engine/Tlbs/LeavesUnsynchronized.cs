using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>No ISB after VTTBR_EL2 is written back: what follows may still use the VM's .</summary>
internal sealed class LeavesUnsynchronized(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step Leave(Cpu cpu, Regime regime)
    {
        await cpu.Isb();
        if (regime.Vttbr != Current)
        {
            await cpu.WriteVttbr(Current.Value);
        }
    }
}
