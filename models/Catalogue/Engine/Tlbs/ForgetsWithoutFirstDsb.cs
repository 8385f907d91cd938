using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>No DSB between the stores that clear a tree and the TLBI (S-08).</summary>
internal sealed class ForgetsWithoutFirstDsb(Vttbr current) : TlbMaintenance(current)
{
    public override async Step ForgetAll(Cpu cpu, Regime regime)
    {
        if (regime.IsTagged)
        {
            await Enter(cpu, regime);
            await InvalidateAll(cpu);
            await Leave(cpu, regime);
        }
    }
}
