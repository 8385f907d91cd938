using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: a party looks once, waits for one event and leaves. The event register may still be set from the round
/// before.
/// </summary>
internal sealed class LooksOnce(int parties, Address count, Address generation) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(generation, mine + 1);
            await cpu.SendEvent();
            return;
        }

        if (await cpu.Load(generation) == mine)
        {
            await cpu.WaitForEvent();
        }
    }
}
