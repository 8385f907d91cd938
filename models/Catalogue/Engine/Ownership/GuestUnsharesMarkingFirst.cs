using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>Harmless: the guest's entry is marked first.</summary>
internal sealed class GuestUnsharesMarkingFirst(Core core) : GuestShareHost(core)
{
    protected override async Step CommitUnshare(Cpu cpu, Vm vm, Slot slot)
    {
        await TableWriter.Mark(cpu, slot, PageState.Owned);
        await base.CommitUnshare(cpu, vm, slot);
    }
}
