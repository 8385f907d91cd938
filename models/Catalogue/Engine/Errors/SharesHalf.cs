using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>A guest mapping is counted before there is known to be a place for it (P-32).</summary>
internal sealed class SharesHalf(Core core) : HostShareGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var plan = await base.Decode(cpu, target);
        if (!plan.IsOk && plan.Error == HypercallError.Exists)
        {
            var page = await Core.Host(Core.Map.Host).Read(cpu, target.Page);
            var shares = Core.Shares(Core.Map.Host);
            await shares.Add(cpu, target.Page, page, await shares.Count(cpu, target.Page));
        }

        return plan;
    }
}
