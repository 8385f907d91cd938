using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>A TLBI of the kind that leaves the translations of stage 2 (H-08).</summary>
internal sealed class ForgetsStageOne(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step InvalidateAll(Cpu cpu)
    {
        await cpu.Tlbi(TlbiKind.Vmalle1is);
        await cpu.Dsb(DsbKind.Ish);
    }
}
