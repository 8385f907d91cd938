using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: parties leave as soon as the count has been set back, if the generation has not moved on yet. Whoever does so
/// arrives again in the old generation, and leaves when it moves on.
/// </summary>
internal sealed class LeavesOnEither(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(generation, mine + 1);
            return;
        }

        while (await cpu.Load(generation) == mine && await cpu.Load(count) != 0)
        {
            cpu.Pause();
        }
    }
}
