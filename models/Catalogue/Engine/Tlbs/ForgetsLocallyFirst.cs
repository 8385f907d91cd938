using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: a local TLBI of everything before the broadcast ones.</summary>
internal sealed class ForgetsLocallyFirst(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step InvalidateIpa(Cpu cpu, Ipa ipa)
    {
        await cpu.Tlbi(TlbiKind.Alle1);
        await cpu.Dsb(DsbKind.Nsh);
        await base.InvalidateIpa(cpu, ipa);
    }
}
