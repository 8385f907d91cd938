using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Counts;

/// <summary>As many guest mappings as the host likes: in a narrower word the count would wrap (P-25).</summary>
internal sealed class SharesWithoutLimit(Core core) : HostShareGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var plan = await base.Decode(cpu, target);
        if (plan.IsOk || plan.Error != HypercallError.Busy)
        {
            return plan;
        }

        var page = await Core.Host(Core.Map.Host).Read(cpu, target.Page);
        var count = await Core.Shares(Core.Map.Host).Count(cpu, target.Page);
        var slot = await new GuestMapping(Core).Decode(cpu, await Core.Vms.Read(cpu, target.Vm), target.Ipa);
        return slot.IsOk ? Result.Of(new Plan(page, count, slot.Value)) : Result.Refused<Plan>(slot.Error);
    }
}
