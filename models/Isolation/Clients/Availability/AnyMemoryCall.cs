using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Races;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Availability;

/// <summary>
/// A round is one call that moves memory of a VM that is there, whichever: all that such calls wait for are ticket locks.
/// </summary>
public sealed class AnyMemoryCall(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override Step SetUp(Cpu cpu) => MakeVm(cpu, 0, root: 1);

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        switch (await cpu.Choose(5))
        {
            case 0:
                await Host.Share(cpu, 0, 0, 0, writable: await cpu.Choose(2) == 1);
                break;
            case 1:
                await Host.Unshare(cpu, 0, 0);
                break;
            case 2:
                await Host.Permit(cpu, 0, 0, writable: await cpu.Choose(2) == 1);
                break;
            case 3:
                await Host.SupplyTable(cpu, 0, 0);
                break;
            case 4:
                await Host.ReturnTable(cpu, 0);
                break;
        }
    }
}
