using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: what is permitted is permitted again.</summary>
internal sealed class PermitsTwice(TlbMaintenance tlbs) : TableWriter(tlbs)
{
    public override async Step Permit(Cpu cpu, Slot slot, Permissions permissions, Ipa ipa, Regime regime)
    {
        await base.Permit(cpu, slot, permissions, ipa, regime);
        await base.Permit(cpu, slot, permissions, ipa, regime);
    }
}
