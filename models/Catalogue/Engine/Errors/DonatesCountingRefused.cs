using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>A page is counted as the VM's although the call is refused .</summary>
internal sealed class DonatesCountingRefused(Core core) : HostDonateGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var owned = Core.Map.Vm(target.Vm).OwnedPages;
        var plan = await base.Decode(cpu, target);
        if (!plan.IsOk && plan.Error != HypercallError.NotFound)
        {
            await cpu.Store(owned, await cpu.Load(owned) + 1);
        }

        return plan;
    }
}
