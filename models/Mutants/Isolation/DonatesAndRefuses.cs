using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Results;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Mutant: the page is given, and the host is told that it was not .</summary>
internal sealed class DonatesAndRefuses(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Donate(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa)
    {
        var given = await base.Donate(cpu, vm, page, ipa);
        return given.IsOk ? Result.Refused<ulong>(HypercallError.Exists) : given;
    }
}
