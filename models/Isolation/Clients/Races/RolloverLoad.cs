using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>Each CPU runs a VM of its own, or both the same one, and there are fewer VMIDs than VMs: both may find none left.</summary>
public sealed class RolloverLoad(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVm(cpu, 0, root: 0, vcpus: 2);
        await MakeVm(cpu, 1, root: 1);
        await Host.Donate(cpu, 0, 2, 0);
        await Host.Share(cpu, 1, 3, 0, writable: true);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        var (own, ofFirst) = ((ulong)cpu.Index % 2, cpu.Index == 1 && await cpu.Choose(2) == 1);
        await Visit(cpu, ofFirst ? 0 : own, ofFirst ? 1UL : 0, 0, AccessKind.Write);
        await Host.Interrupt(cpu);
    }
}
