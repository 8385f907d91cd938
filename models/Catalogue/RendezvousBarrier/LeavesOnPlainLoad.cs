using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant and benign variant: the generation is awaited by plain loads, and nothing (B-04) or a fence comes between them and what the party
/// does after it has left. Without it, a party need not see what the others wrote before they arrived.
/// </summary>
/// <param name="parties">As in the production barrier.</param>
/// <param name="count">As in the production barrier.</param>
/// <param name="generation">As in the production barrier.</param>
/// <param name="after">The fence after the loop; none if relaxed.</param>
internal sealed class LeavesOnPlainLoad(int parties, Address count, Address generation, MemoryOrder after) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation, MemoryOrder.Acquire);
        if (await cpu.FetchAdd(count, 1, MemoryOrder.AcquireRelease) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0, MemoryOrder.Relaxed);
            await cpu.Store(generation, mine + 1, MemoryOrder.Release);
            return;
        }

        while (await cpu.Load(generation, MemoryOrder.Relaxed) == mine)
        {
            cpu.Pause();
        }

        if (after != MemoryOrder.Relaxed)
        {
            await cpu.Fence(after);
        }
    }
}
