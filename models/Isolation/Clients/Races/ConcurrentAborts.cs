using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>
/// Guests on all CPUs fault on one page, and each host supplies it; hosts fault on one page too; now and then it is taken away again.
/// </summary>
public sealed class ConcurrentAborts(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override Step SetUp(Cpu cpu) => MakeVm(cpu, 0, root: 1, vcpus: 2);

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        await Visit(cpu, 0, (ulong)cpu.Index, 0, AccessKind.Write);
        if (await cpu.Choose(2) == 0)
        {
            await Host.Share(cpu, 0, 0, 0, writable: await cpu.Choose(2) == 1);
        }
        else
        {
            await Host.Unshare(cpu, 0, 0);
        }

        await Host.Touch(cpu, 0, write: true);
    }
}
