using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>TLBIs of one IPA that reach this CPU only (P-07).</summary>
internal sealed class ForgetsLocally(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step InvalidateIpa(Cpu cpu, Ipa ipa)
    {
        await cpu.Tlbi(TlbiKind.Ipas2e1, ipa.Value);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Tlbi(TlbiKind.Vmalle1);
        await cpu.Dsb(DsbKind.Ish);
    }
}
