using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>The page changes hands although the call is refused (P-33).</summary>
internal sealed class DonatesHalf(Core core) : HostDonateGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var host = Core.Host(Core.Map.Host);
        var page = await host.Read(cpu, target.Page);
        var plan = await base.Decode(cpu, target);
        if (!plan.IsOk && page.IsOwned)
        {
            await host.GiveTo(cpu, target.Page, page, OwnerId.Guest(target.Vm.Value));
        }

        return plan;
    }
}
