using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: VTTBR_EL2 is written, and written again.</summary>
internal sealed class EntersTwice(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step Enter(Cpu cpu, Regime regime)
    {
        await base.Enter(cpu, regime);
        await base.Enter(cpu, regime);
    }
}
