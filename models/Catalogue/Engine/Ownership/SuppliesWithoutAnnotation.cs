using Interlock.Engine.Hypercalls;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>A page becomes a table and stays in the host's tables (P-28).</summary>
internal sealed class SuppliesWithoutAnnotation(Core core) : TablePages(core)
{
    protected override async Step CommitSupply(Cpu cpu, MemoryTarget target, HostPage page)
    {
        await Core.Scrub.Run(cpu, target.Page);
        await Core.Pool.Push(cpu, Core.Map.Vm(target.Vm), target.Page);
    }
}
