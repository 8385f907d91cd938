using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Aborts;

/// <summary>
/// The host touched memory that its tables do not map. Its own memory is mapped now, as the identity; it gets an abort of its own for
/// anything else. Locks: the host's.
/// </summary>
public class HostAbort(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>Resolves an abort at an address that the hardware reports.</summary>
    public virtual async Step<AbortResolution> Handle(Cpu cpu, ulong address)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var page = core.Decode(new HostPa(address - (address % PageIndex.PageSize)));
        if (!page.IsOk)
        {
            return AbortResolution.Injected;
        }

        var held = await core.Locks.TakeHost(cpu, Held.Nothing);
        var host = core.Host(core.Map.Host);
        var before = await host.Read(cpu, page.Value);
        var resolution = Judge(before);
        if (resolution == AbortResolution.Mapped)
        {
            await host.Map(cpu, page.Value, before, PageState.Owned);
        }

        await core.Locks.Release(cpu, held);
        return resolution;
    }

    /// <summary>The resolution of an access, given the host's entry for the page.</summary>
    /// <remarks>Another CPU may have mapped the page since the access: the host just tries again.</remarks>
    protected virtual AbortResolution Judge(HostPage page) =>
        page.IsMapped ? AbortResolution.Retry
        : page.IsOwned ? AbortResolution.Mapped
        : AbortResolution.Injected;
}
