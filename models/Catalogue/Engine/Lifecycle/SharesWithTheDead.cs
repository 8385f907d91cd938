using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>Whether there is a VM is not asked: page 0 is taken for its root (K-12).</summary>
internal sealed class SharesWithTheDead(Core core) : HostShareGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var plan = await base.Decode(cpu, target);
        if (plan.IsOk || plan.Error != HypercallError.NotFound)
        {
            return plan;
        }

        var vm = await Core.Vms.Read(cpu, target.Vm);
        var page = await Core.Host(Core.Map.Host).Read(cpu, target.Page);
        var slot = await new GuestMapping(Core).Decode(cpu, vm, target.Ipa);
        return slot.IsOk ? Result.Of(new Plan(page, 0, slot.Value)) : Result.Refused<Plan>(slot.Error);
    }
}
