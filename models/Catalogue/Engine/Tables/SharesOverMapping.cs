using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>Whether something is mapped there already is not asked (P-03).</summary>
internal sealed class SharesOverMapping(Core core) : HostShareGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var plan = await base.Decode(cpu, target);
        if (plan.IsOk || plan.Error != HypercallError.Exists)
        {
            return plan;
        }

        var page = await Core.Host(Core.Map.Host).Read(cpu, target.Page);
        var count = await Core.Shares(Core.Map.Host).Count(cpu, target.Page);
        var vm = await Core.Vms.Read(cpu, target.Vm);
        var slot = await Core.Guests.Find(cpu, vm.Root, target.Ipa);
        return Result.Of(new Plan(page, count, slot with { Entry = Descriptor.Invalid(slot.Entry.Level, OwnerId.Host) }));
    }
}
