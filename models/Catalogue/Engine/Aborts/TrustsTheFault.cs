using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Aborts;

/// <summary>What faulted is taken for unmapped (P-20).</summary>
internal sealed class TrustsTheFault(Core core) : HostAbort(core)
{
    protected override AbortResolution Judge(HostPage page) =>
        page.IsMapped || page.IsOwned ? AbortResolution.Mapped : AbortResolution.Injected;

    public override async Step<AbortResolution> Handle(Cpu cpu, ulong address)
    {
        var page = Core.Decode(new HostPa(address - (address % PageIndex.PageSize))).Value;
        var held = await Core.Locks.TakeHost(cpu, Held.Nothing);
        var host = Core.Host(Core.Map.Host);
        var before = await host.Read(cpu, page);
        cpu.Assert(!before.IsMapped, "what faulted is not mapped");
        var resolution = Judge(before);
        if (resolution == AbortResolution.Mapped)
        {
            await host.Map(cpu, page, before, PageState.Owned);
        }

        await Core.Locks.Release(cpu, held);
        return resolution;
    }
}
