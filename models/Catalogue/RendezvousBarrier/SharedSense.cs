using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: the sense that tells one round from the next is kept once for all, not once per party. Each arrival reverses
/// it, so parties of one round wait for different values.
/// </summary>
internal sealed class SharedSense(int parties, Address count, Address released, Address sense) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = 1 - await cpu.Load(sense);
        await cpu.Store(sense, mine);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(released, mine);
            return;
        }

        while (await cpu.Load(released) != mine)
        {
            cpu.Pause();
        }
    }
}
