using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: the first party to arrive moves the generation on, and the last one only sets the count back. Nobody waits for
/// the last.
/// </summary>
internal sealed class FirstReleases(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        var arrived = await cpu.FetchAdd(count, 1);
        if (arrived == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            return;
        }

        if (arrived == 0)
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
