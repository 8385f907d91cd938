using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>CPU 0 merges a guest's table into a block and splits the block while the guest uses the memory on the others.</summary>
public sealed class SplitMerge(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    // Three levels: the table that is supplied last is taken first, and leads to the one that is merged.
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVm(cpu, 0, root: 2);
        await Host.SupplyTable(cpu, 0, 3);
        await Host.SupplyTable(cpu, 0, 4);
        await Host.Donate(cpu, 0, 0, 0);
        await Host.Donate(cpu, 0, 1, 1);

        // Nothing is there, not even a table of the level above; what page zero holds is no table.
        await Host.MergeTable(cpu, 0, 6);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        if (cpu.Index == 0)
        {
            await Host.MergeTable(cpu, 0, 0);
            await Host.ReturnTable(cpu, 0);
            await Host.Touch(cpu, 3, write: true);
            await Host.SupplyTable(cpu, 0, 3);
            await Host.SplitBlock(cpu, 0, 0);
            return;
        }

        await Visit(cpu, 0, (ulong)cpu.Index - 1, await cpu.Choose(2), AccessKind.Write);
    }
}
