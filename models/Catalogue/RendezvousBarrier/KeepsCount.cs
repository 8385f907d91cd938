using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: the count is never set back, so the next round has no last party. Benign variant: the same in a count that wraps at
/// the number of parties, and so sets itself back.
/// </summary>
internal sealed class KeepsCount(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(generation, mine + 1);
            return;
        }

        while (await cpu.Load(generation) == mine)
        {
            cpu.Pause();
        }
    }
}
