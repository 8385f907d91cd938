using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>Each CPU makes a VM, runs it and ends it; the VMs pass pages, positions and VMIDs on to each other.</summary>
public sealed class TeardownCreate(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu) => await Host.CreateVm(cpu, 0);

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        await Host.CreateVm(cpu, 0);
        await Host.CreateVcpu(cpu, 0, 0);
        await Host.Share(cpu, 0, 1, 0, writable: true);
        await Visit(cpu, 0, 0, 0, AccessKind.Write);
        await Host.DestroyVm(cpu, 0);
    }
}
