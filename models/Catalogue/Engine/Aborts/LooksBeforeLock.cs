using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Aborts;

/// <summary>Whose the page is is read before the lock is taken, and not again (K-14).</summary>
internal sealed class LooksBeforeLock(Core core) : HostAbort(core)
{
    public override async Step<AbortResolution> Handle(Cpu cpu, ulong address)
    {
        var page = Core.Decode(new HostPa(address - (address % PageIndex.PageSize))).Value;
        var host = Core.Host(Core.Map.Host);
        var before = await host.Read(cpu, page);
        var resolution = Judge(before);
        var held = await Core.Locks.TakeHost(cpu, Held.Nothing);
        if (resolution == AbortResolution.Mapped)
        {
            await host.Map(cpu, page, before, PageState.Owned);
        }

        await Core.Locks.Release(cpu, held);
        return resolution;
    }
}
