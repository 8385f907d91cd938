using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Benign variant: a party looks again after every event.
/// </summary>
internal sealed class WfeBarrier(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(generation, mine + 1);
            await cpu.SendEvent();
            return;
        }

        while (await cpu.Load(generation) == mine)
        {
            await cpu.WaitForEvent();
        }
    }
}
