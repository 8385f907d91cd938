using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Benign variant: one party more is expected than will come, and the arrival of the absent one is counted in advance: the
/// count starts at one, and is set back to one.
/// </summary>
internal sealed class ArrivesForAbsent(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties)
        {
            await cpu.Store(count, 1);
            await cpu.Store(generation, mine + 1);
            return;
        }

        while (await cpu.Load(generation) == mine)
        {
            cpu.Pause();
        }
    }
}
