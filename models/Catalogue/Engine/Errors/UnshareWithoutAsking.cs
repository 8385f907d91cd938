using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>Takes it for granted that something is lent at an address (P-32).</summary>
internal sealed class UnshareWithoutAsking(Core core) : HostUnshareGuest(core)
{
    protected override async Step<Result<Slot>> Decode(Cpu cpu, Vm owner, Ipa ipa)
    {
        var slot = await base.Decode(cpu, owner, ipa);
        return slot.Value.Entry.IsLeaf ? slot : Result.Refused<Slot>(HypercallError.NotFound);
    }
}
