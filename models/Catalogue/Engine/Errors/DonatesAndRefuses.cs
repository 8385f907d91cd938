using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>The page is given, and the host is told that it was not .</summary>
internal sealed class DonatesAndRefuses(Core core) : HostDonateGuest(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa)
    {
        var given = await base.Call(cpu, vm, page, ipa);
        return given.IsOk ? Result.Refused<ulong>(HypercallError.Exists) : given;
    }
}
