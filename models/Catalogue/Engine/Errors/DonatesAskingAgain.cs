using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>Harmless: what is refused is tried once more.</summary>
internal sealed class DonatesAskingAgain(Core core) : HostDonateGuest(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa)
    {
        var given = await base.Call(cpu, vm, page, ipa);
        return given.IsOk ? given : await base.Call(cpu, vm, page, ipa);
    }
}
