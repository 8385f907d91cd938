using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: one flag lets everybody go, and whoever arrives takes it back first. A fast party that arrives again takes it
/// back before a slow one has seen it.
/// </summary>
internal sealed class WithoutGeneration(int parties, Address count, Address released) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        await cpu.Store(released, 0);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(released, 1);
            return;
        }

        while (await cpu.Load(released) == 0)
        {
            cpu.Pause();
        }
    }
}
