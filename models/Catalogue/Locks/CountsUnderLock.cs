using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Locks;

/// <summary>
/// Benign variant: a barrier whose parties are counted under a lock that is not fair. Each that comes takes it once, so nobody is overtaken
/// for ever.
/// </summary>
internal class CountsUnderLock(int parties, Address flag, Address count, Address generation) : IBarrier
{
    private readonly FlagLock guard = new(flag);

    public async Step Arrive(Cpu cpu)
    {
        await guard.Acquire(cpu);
        var mine = await cpu.Load(generation);
        if (await cpu.FetchAdd(count, 1) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0);
            await cpu.Store(generation, mine + 1);
            await guard.Release(cpu, 0);
            return;
        }

        await guard.Release(cpu, 0);
        while (await Look(cpu, guard, generation) == mine)
        {
            cpu.Pause();
        }
    }

    /// <summary>What a waiting party sees of the generation.</summary>
    protected virtual async Step<ulong> Look(Cpu cpu, ILock lockOfAll, Address word) => await cpu.Load(word);
}
