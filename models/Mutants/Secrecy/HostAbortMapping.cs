using Interlock.Engine;
using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Stage2;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Secrecy;

/// <summary>The host touches a page: it is mapped whoever owns it (P-12), or after the owner was asked for twice.</summary>
/// <param name="engine">The engine.</param>
/// <param name="asks">How often the owner is asked for.</param>
internal sealed class HostAbortMapping(IsolationEngine engine, int asks) : HostCalls(engine)
{
    protected override async Step<AbortResolution> Resolve(Cpu cpu, ulong address)
    {
        var core = Engine.Core;
        var page = core.Decode(new HostPa(address - (address % PageIndex.PageSize)));
        if (!page.IsOk)
        {
            return AbortResolution.Injected;
        }

        var held = await core.Locks.TakeHost(cpu, Held.Nothing);
        var host = core.Host(core.Map.Host);
        var before = await host.Read(cpu, page.Value);
        var isHosts = true;
        for (var ask = 0; ask < asks; ask++)
        {
            isHosts &= (await host.Read(cpu, page.Value)).IsOwned;
        }

        var resolution = await Map(cpu, host, page.Value, before, isHosts);
        await core.Locks.Release(cpu, held);
        return resolution;
    }

    private static async Step<AbortResolution> Map(Cpu cpu, HostTable host, PageIndex page, HostPage before, bool isHosts)
    {
        if (before.IsMapped)
        {
            return AbortResolution.Retry;
        }

        // A table is the engine's for good: what the host could do with it is another bug's business.
        if (!isHosts || before.IsOf(OwnerId.Engine))
        {
            return AbortResolution.Injected;
        }

        await host.Map(cpu, page, before, PageState.Owned);
        return AbortResolution.Mapped;
    }
}
