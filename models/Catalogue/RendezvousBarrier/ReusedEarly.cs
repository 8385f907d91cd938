using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: the last party to arrive takes the barrier apart for its next use while others still read it (glibc 5886614:
/// destroyed while parties are leaving). They find the generation they waited in, and wait for ever.
/// </summary>
internal sealed class ReusedEarly(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(generation, mine + 1);
            await cpu.Store(generation, 0);
            return;
        }

        while (await cpu.Load(generation) == mine)
        {
            cpu.Pause();
        }
    }
}
