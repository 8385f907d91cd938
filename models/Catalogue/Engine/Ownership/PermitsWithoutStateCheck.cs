using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>Any page of the VM's, its own too (P-23).</summary>
internal sealed class PermitsWithoutStateCheck(Core core) : ChangePermissions(core)
{
    protected override async Step<Result<Slot>> Decode(Cpu cpu, Vm borrower, Ipa ipa)
    {
        var slot = await base.Decode(cpu, borrower, ipa);
        return slot.IsOk || slot.Error != HypercallError.NotPermitted
            ? slot
            : await new MappedPage(Core).Decode(cpu, borrower, ipa, PageState.Owned);
    }
}
