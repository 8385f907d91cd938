using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Benign variant: the count is set back by subtraction, which would keep arrivals of the next round; but before anybody is let
/// go there are none.
/// </summary>
internal sealed class ResetsBySubtraction(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.FetchAdd(count, 0UL - (ulong)parties);
            await cpu.Store(generation, mine + 1);
            return;
        }

        while (await cpu.Load(generation) == mine)
        {
            cpu.Pause();
        }
    }
}
