using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>Harmless: what is clear is cleared.</summary>
internal sealed class ReclaimsClearingTwice(Core core) : ReclaimPage(core)
{
    protected override async Step Commit(Cpu cpu, VmIndex vm, PageIndex page)
    {
        await Core.Scrub.Run(cpu, page);
        await base.Commit(cpu, vm, page);
    }
}
