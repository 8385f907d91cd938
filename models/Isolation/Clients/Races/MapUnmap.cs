using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>CPUs lend a VM the same page at the same place and take it back, each as if it were alone.</summary>
public sealed class MapUnmap(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override Step SetUp(Cpu cpu) => MakeVm(cpu, 0, root: 1);

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        await Host.Share(cpu, 0, 0, 0, writable: true);
        await Host.Unshare(cpu, 0, 0);
    }
}
