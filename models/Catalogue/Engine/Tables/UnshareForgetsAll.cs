using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>Harmless: every translation of the VM is forgotten, and not just the one.</summary>
internal sealed class UnshareForgetsAll(Core core) : HostUnshareGuest(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm, Slot slot, Ipa ipa)
    {
        await Core.Tables(Core.Map.Host).BreakTable(cpu, slot, await Core.Vms.RegimeOf(cpu, vm));
        await Core.Shares(Core.Map.Host).Remove(cpu, slot.Entry.Output.Page);
    }
}
