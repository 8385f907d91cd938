using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: arrivals are counted by a load and a store. Two that arrive at once count as one, and nobody is the last.
/// </summary>
internal sealed class SplitCount(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        var arrived = await cpu.Load(count);
        await cpu.Store(count, arrived + 1);
        if (arrived == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(generation, mine + 1);
            return;
        }

        while (await cpu.Load(generation) == mine)
        {
            cpu.Pause();
        }
    }
}
