using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Results;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Near-miss: the engine is asked again where it refuses.</summary>
internal sealed class DonatesAskingAgain(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Donate(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa)
    {
        var given = await base.Donate(cpu, vm, page, ipa);
        return given.IsOk ? given : await base.Donate(cpu, vm, page, ipa);
    }
}
