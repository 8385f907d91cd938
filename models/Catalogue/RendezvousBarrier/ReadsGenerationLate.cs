using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: the generation is read after arriving. The last party may have moved it on by then, and its successor is
/// waited for (glibc's barrier design: the event is read while the lock is held).
/// </summary>
internal sealed class ReadsGenerationLate(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.FetchAdd(generation, 1);
            return;
        }

        var mine = await cpu.Load(generation);
        while (await cpu.Load(generation) == mine)
        {
            cpu.Pause();
        }
    }
}
