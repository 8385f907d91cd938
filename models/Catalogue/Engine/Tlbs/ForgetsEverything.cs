using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: what every VM has is forgotten, and not just what one has.</summary>
internal sealed class ForgetsEverything(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step InvalidateAll(Cpu cpu)
    {
        await cpu.Tlbi(TlbiKind.Alle1is);
        await cpu.Dsb(DsbKind.Ish);
    }
}
