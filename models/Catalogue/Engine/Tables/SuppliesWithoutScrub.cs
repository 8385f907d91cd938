using Interlock.Engine.Hypercalls;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>A page that the host wrote becomes a table as it is (P-09).</summary>
internal sealed class SuppliesWithoutScrub(Core core) : TablePages(core)
{
    protected override async Step CommitSupply(Cpu cpu, MemoryTarget target, HostPage page)
    {
        await Core.Host(Core.Map.Host).GiveTo(cpu, target.Page, page, OwnerId.Engine);
        await Core.Pool.Push(cpu, Core.Map.Vm(target.Vm), target.Page);
    }
}
