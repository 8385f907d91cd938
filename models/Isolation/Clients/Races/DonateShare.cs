using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>CPU 0 gives a page to one VM while the others lend the same page to another VM; then all is undone.</summary>
public sealed class DonateShare(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVm(cpu, 0, root: 1);
        await MakeVm(cpu, 1, root: 2);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        if (cpu.Index == 0)
        {
            await Host.Donate(cpu, 0, 0, 0);
            await Host.DestroyVm(cpu, 0);
            await Host.ReclaimPage(cpu, 0);
            await Host.CreateVm(cpu, 1);
            return;
        }

        await Host.Touch(cpu, 0, write: true);
        await Host.Share(cpu, 1, 0, 0, writable: true);
        await Host.Unshare(cpu, 1, 0);
    }
}
