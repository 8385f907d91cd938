using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: parties wait for the count to be set back instead of the generation to move on. A fast party arrives again
/// before a slow one has seen the zero.
/// </summary>
internal sealed class LeavesOnZero(int parties, Address count, Address generation) : IBarrier
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

        while (await cpu.Load(count) != 0)
        {
            cpu.Pause();
        }
    }
}
