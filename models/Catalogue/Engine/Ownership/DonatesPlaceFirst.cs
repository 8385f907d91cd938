using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>Harmless: the place is asked about before the page.</summary>
internal sealed class DonatesPlaceFirst(Core core) : HostDonateGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var vm = await Core.Vms.Read(cpu, target.Vm);
        var slot = vm.IsActive
            ? await new GuestMapping(Core).Decode(cpu, vm, target.Ipa)
            : Result.Refused<Slot>(HypercallError.NotFound);
        return slot.IsOk ? await base.Decode(cpu, target) : Result.Refused<Plan>(slot.Error);
    }
}
