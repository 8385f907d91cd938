using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>The state of the page is compared with itself (S-11).</summary>
internal sealed class UnshareComparesWithItself(Core core) : HostUnshareGuest(core)
{
    protected override async Step<Result<Slot>> Decode(Cpu cpu, Vm owner, Ipa ipa)
    {
        if (!owner.IsActive)
        {
            return Result.Refused<Slot>(HypercallError.NotFound);
        }

        var slot = await Core.Guests.Find(cpu, owner.Root, ipa);
        return slot.Entry.IsLeaf
            ? await new MappedPage(Core).Decode(cpu, owner, ipa, slot.Entry.Attributes.State)
            : Result.Refused<Slot>(HypercallError.NotFound);
    }
}
