using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>One page is recorded as the VM's and the next one is mapped (P-15).</summary>
internal sealed class DonatesAnother(Core core) : HostDonateGuest(core)
{
    protected override async Step Commit(Cpu cpu, MemoryTarget target, Plan plan)
    {
        var words = Core.Map.Vm(target.Vm);
        await cpu.Store(words.OwnedPages, await cpu.Load(words.OwnedPages) + 1);
        await Core.Host(Core.Map.Host).GiveTo(cpu, target.Page, plan.Page, OwnerId.Guest(target.Vm.Value));
        var next = new PageIndex((target.Page.Value + 1) % (ulong)Core.Map.Configuration.Pages);
        await new GuestMapping(Core).Commit(
            cpu, target with { Page = next }, plan.Slot, GuestTables.Attributes(PageState.Owned, writable: true));
    }
}
