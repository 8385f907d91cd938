using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>The page that the guest takes back is recorded as the host's (H-14).</summary>
internal sealed class GuestUnsharesForHost(Core core) : GuestShareHost(core)
{
    protected override async Step CommitUnshare(Cpu cpu, Vm vm, Slot slot)
    {
        var regime = await Core.Vms.RegimeOf(cpu, vm);
        var (host, page) = (Core.Host(regime.Vttbr), slot.Entry.Output.Page);
        await host.GiveTo(cpu, page, await host.Read(cpu, page), OwnerId.Host);
        await TableWriter.Mark(cpu, slot, PageState.Owned);
    }
}
