using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>Harmless: how many guest mappings the page has is asked once more.</summary>
internal sealed class SharesAtMost(Core core) : HostShareGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var plan = await base.Decode(cpu, target);
        return plan.IsOk && await Core.Shares(Core.Map.Host).Count(cpu, target.Page) >= Core.Map.Configuration.MostShares
            ? Result.Refused<Plan>(HypercallError.Busy)
            : plan;
    }
}
