using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>
/// CPU 0 ends a VM, gets its memory and tables back, uses the memory and creates the VM again, while others load, run and put its vCPU,
/// and its guest uses the memory or lends it to the host.
/// </summary>
public sealed class TeardownRun(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVm(cpu, 0, root: 1);
        await Host.SupplyTable(cpu, 0, 2);
        await Host.Donate(cpu, 0, 0, 0);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        if (cpu.Index == 0)
        {
            await Host.DestroyVm(cpu, 0);
            await Host.ReclaimPage(cpu, 0);
            while (await Host.Touch(cpu, 0, write: true))
            {
                cpu.Pause();
            }

            await SetUp(cpu);
            return;
        }

        await Host.LoadVcpu(cpu, 0, 0);
        if (await Host.RunVcpu(cpu)
            && await (await cpu.Choose(2) == 0 ? Guest.Touch(cpu, 0, AccessKind.Write) : Guest.Share(cpu, 0)))
        {
            await Guest.Leave(cpu);
        }

        await Host.PutVcpu(cpu);
    }
}
