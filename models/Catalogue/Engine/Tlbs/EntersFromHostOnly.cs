using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>A CPU that runs a guest invalidates under the guest's VMID, whoever is meant (B-03).</summary>
internal sealed class EntersFromHostOnly(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step Enter(Cpu cpu, Regime regime)
    {
        if (Current.Vmid == default)
        {
            await base.Enter(cpu, regime);
        }
    }
}
