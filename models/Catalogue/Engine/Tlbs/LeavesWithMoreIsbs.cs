using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: one ISB more.</summary>
internal sealed class LeavesWithMoreIsbs(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step Leave(Cpu cpu, Regime regime)
    {
        await base.Leave(cpu, regime);
        await cpu.Isb();
    }
}
