using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Isolation.Races;

/// <summary>CPU 0 ends a VM, gets its memory back, uses it and makes the VM anew, while the others load, run and put its vCPU.</summary>
public sealed class TeardownRun(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVm(cpu, 0, root: 1);
        await Host.Donate(cpu, 0, 0, 0);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        if (cpu.Index == 0)
        {
            await Host.DestroyVm(cpu, 0);
            await Host.ReclaimPage(cpu, 0);
            await Host.Touch(cpu, 0, write: true);
            await MakeVm(cpu, 0, root: 1);
            await Host.Donate(cpu, 0, 0, 0);
            return;
        }

        await Visit(cpu, 0, 0, 0, AccessKind.Write);
    }
}
