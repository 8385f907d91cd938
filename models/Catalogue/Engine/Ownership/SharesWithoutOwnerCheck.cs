using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>Whose the page is is not asked (P-11).</summary>
internal sealed class SharesWithoutOwnerCheck(Core core) : HostShareGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var vm = await Core.Vms.Read(cpu, target.Vm);
        var page = await Core.Host(Core.Map.Host).Read(cpu, target.Page);
        var count = await Core.Shares(Core.Map.Host).Count(cpu, target.Page);
        var slot = vm.IsActive
            ? await new GuestMapping(Core).Decode(cpu, vm, target.Ipa)
            : Result.Refused<Slot>(HypercallError.NotFound);
        return slot.IsOk ? Result.Of(new Plan(page, count, slot.Value)) : Result.Refused<Plan>(slot.Error);
    }
}
