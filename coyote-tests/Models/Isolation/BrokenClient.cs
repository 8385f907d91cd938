using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Choices;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>A client of an engine that has one call more: it gives the host any page, without a look at whose it is.</summary>
internal sealed class BrokenClient(IsolationEngine engine)
{
    private readonly HostCalls host = new(engine);

    public async Step Run(Cpu cpu)
    {
        await host.Boot(cpu);
        while (true)
        {
            switch (await cpu.Choose(3))
            {
                case 0:
                    await host.CreateVm(cpu, await PageChoice.Any(cpu, engine.Map.Configuration.Pages));
                    break;
                case 1:
                    await host.Donate(
                        cpu,
                        await VmChoice.Any(cpu, engine.Map.Configuration.Vms),
                        await PageChoice.Any(cpu, engine.Map.Configuration.Pages),
                        0);
                    break;
                default:
                    await GiveBack(cpu, await PageChoice.Any(cpu, engine.Map.Configuration.Pages));
                    break;
            }
        }
    }

    private async Step GiveBack(Cpu cpu, ulong page)
    {
        if (page >= (ulong)engine.Map.Configuration.Pages)
        {
            return;
        }

        var host = new SpecificationLock(engine.Map.HostLock);
        await host.Acquire(cpu);
        await cpu.Store(engine.Map.HostEntry(new PageIndex(page)), 0);
        await host.Release(cpu, 0);
    }
}
