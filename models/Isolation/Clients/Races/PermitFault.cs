using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>CPU 0 takes and gives a permission while a guest on the others writes and faults.</summary>
public sealed class PermitFault(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVm(cpu, 0, root: 1);
        await Host.Share(cpu, 0, 0, 0, writable: true);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        if (cpu.Index == 0)
        {
            await Host.Permit(cpu, 0, 0, writable: false);
            await Host.Permit(cpu, 0, 0, writable: true);
            return;
        }

        await Visit(cpu, 0, (ulong)cpu.Index - 1, 0, await cpu.Choose(2) == 0 ? AccessKind.Fetch : AccessKind.Write);
    }
}
