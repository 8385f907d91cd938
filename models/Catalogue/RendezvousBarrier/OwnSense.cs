using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Benign variant: every party keeps its own sense, in a word that only it reads and writes.
/// </summary>
internal sealed class OwnSense(int parties, Address count, Address released, Address senses) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var sense = new Address(senses.Index + cpu.Index);
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
