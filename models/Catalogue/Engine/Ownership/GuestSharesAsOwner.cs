using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>The host has the page as one that it lent, and not as one that was lent to it (P-15).</summary>
internal sealed class GuestSharesAsOwner(Core core) : GuestShareHost(core)
{
    protected override async Step CommitShare(Cpu cpu, Slot slot)
    {
        var (host, page) = (Core.Host(Core.Map.Host), slot.Entry.Output.Page);
        await TableWriter.Mark(cpu, slot, PageState.SharedOwned);
        await host.Map(cpu, page, await host.Read(cpu, page), PageState.SharedOwned);
    }
}
