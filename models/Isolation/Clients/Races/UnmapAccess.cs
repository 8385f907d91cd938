using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>CPU 0 takes a page back from a guest that uses it on the other CPUs, uses the page, and lends it again.</summary>
public sealed class UnmapAccess(HostCalls host, GuestCalls guest) : Race(host, guest)
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
            await Host.Unshare(cpu, 0, 0);
            await Host.Touch(cpu, 0, write: true);
            await Host.Share(cpu, 0, 0, 0, writable: true);
            return;
        }

        await Visit(cpu, 0, (ulong)cpu.Index - 1, 0, await cpu.Choose(2) == 0 ? AccessKind.Read : AccessKind.Write);
    }
}
