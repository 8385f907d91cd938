using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: a DSB that waits for loads too, before the one that waits for stores.</summary>
internal sealed class ForgetsAfterStrongerDsb(Vttbr current) : TlbMaintenance(current)
{
    public override async Step ForgetAll(Cpu cpu, Regime regime)
    {
        await cpu.Dsb(DsbKind.Ish);
        await base.ForgetAll(cpu, regime);
    }
}
