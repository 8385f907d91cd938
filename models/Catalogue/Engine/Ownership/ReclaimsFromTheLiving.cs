using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>A page goes back to the host while the VM that owns it lives, and maps it (B-02).</summary>
internal sealed class ReclaimsFromTheLiving(Core core) : ReclaimPage(core)
{
    protected override async Step<Result<VmIndex>> Decode(Cpu cpu, PageIndex page)
    {
        var held = await Core.Host(Core.Map.Host).Read(cpu, page);
        return held.IsMapped || !held.Entry.Owner.IsGuest
            ? Result.Refused<VmIndex>(HypercallError.NotPermitted)
            : Result.Of(new VmIndex(held.Entry.Owner.Slot));
    }
}
