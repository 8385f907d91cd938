using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>A page of a VM is cleared before it is known whether the VM is dead .</summary>
internal sealed class ReclaimsClearingFirst(Core core) : ReclaimPage(core)
{
    protected override async Step<Result<VmIndex>> Decode(Cpu cpu, PageIndex page)
    {
        var held = await Core.Host(Core.Map.Host).Read(cpu, page);
        if (!held.IsMapped && held.Entry.Owner.IsGuest)
        {
            await Core.Scrub.Run(cpu, page);
        }

        return await base.Decode(cpu, page);
    }
}
