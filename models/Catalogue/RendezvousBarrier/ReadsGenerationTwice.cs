using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Benign variant: the generation is read after arriving too, but it is compared with what was read before.
/// </summary>
internal sealed class ReadsGenerationTwice(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        var arrived = await cpu.FetchAdd(count, 1);
        var now = await cpu.Load(generation);
        if (arrived == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(generation, now + 1);
            return;
        }

        while (now == mine)
        {
            now = await cpu.Load(generation);
        }
    }
}
