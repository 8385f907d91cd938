using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>A place in a VM, where a call needs a page in a certain state. The VM's lock must be held.</summary>
public sealed class MappedPage(Core core)
{
    /// <summary>
    /// The entry that maps a page in a state. Refused: <see cref="HypercallError.NotFound"/> if nothing is mapped there;
    /// <see cref="HypercallError.InvalidArgument"/> if a block is, which must be split first; <see cref="HypercallError.NotPermitted"/>
    /// if the page is in another state.
    /// </summary>
    public async Step<Result<Slot>> Decode(Cpu cpu, Vm vm, Ipa ipa, PageState state)
    {
        var slot = await core.Guests.Find(cpu, vm.Root, ipa);
        if (!slot.Entry.IsLeaf)
        {
            return Result.Refused<Slot>(HypercallError.NotFound);
        }

        if (!slot.Entry.Level.IsLast)
        {
            return Result.Refused<Slot>(HypercallError.InvalidArgument);
        }

        return slot.Entry.Attributes.State == state
            ? Result.Of(slot)
            : Result.Refused<Slot>(HypercallError.NotPermitted);
    }
}
