using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>The mapping is not counted any more, and stays: its entry is never cleared (P-02).</summary>
internal sealed class UnshareKeepsMapping(Core core) : HostUnshareGuest(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm, Slot slot, Ipa ipa)
    {
        await Core.Tlbs(Core.Map.Host).ForgetIpa(cpu, ipa, await Core.Vms.RegimeOf(cpu, vm));
        await Core.Shares(Core.Map.Host).Remove(cpu, slot.Entry.Output.Page);
    }
}
