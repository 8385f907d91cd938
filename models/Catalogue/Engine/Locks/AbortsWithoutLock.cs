using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Locks;

/// <summary>The host's tables are read and written without a lock (H-06).</summary>
internal sealed class AbortsWithoutLock(Core core) : HostAbort(core)
{
    public override async Step<AbortResolution> Handle(Cpu cpu, ulong address)
    {
        var page = Core.Decode(new HostPa(address - (address % PageIndex.PageSize))).Value;
        var host = Core.Host(Core.Map.Host);
        var before = await host.Read(cpu, page);
        var resolution = Judge(before);
        if (resolution == AbortResolution.Mapped)
        {
            await host.Map(cpu, page, before, PageState.Owned);
        }

        return resolution;
    }
}
