using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: the count is set back after everybody has been let go. Arrivals of the next round are wiped out.
/// </summary>
internal sealed class ResetsLate(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(generation, mine + 1);
            await cpu.Store(count, 0);
            return;
        }

        while (await cpu.Load(generation) == mine)
        {
            cpu.Pause();
        }
    }
}
