using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: what is gone goes again.</summary>
internal sealed class UnshareBreaksTwice(Core core) : HostUnshareGuest(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm, Slot slot, Ipa ipa)
    {
        var regime = await Core.Vms.RegimeOf(cpu, vm);
        await Core.Tables(Core.Map.Host).Break(cpu, slot, OwnerId.Host, ipa, regime);
        await base.Commit(cpu, vm, slot, ipa);
    }
}
