using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Benign variant: arrivals are counted by a compare-exchange, again until nobody came in between.
/// </summary>
internal sealed class CountsByCompareExchange(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        var arrived = await cpu.Load(count);
        while (true)
        {
            var seen = await cpu.CompareExchange(count, arrived, arrived + 1);
            if (seen == arrived)
            {
                break;
            }

            arrived = seen;
        }

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
