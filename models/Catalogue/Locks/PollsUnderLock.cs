using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Locks;

/// <summary>
/// Mutant: those who wait take the lock to look, again and again, and so can keep out for ever the one for whom they wait (L-13).
/// </summary>
internal sealed class PollsUnderLock(int parties, Address flag, Address count, Address generation)
    : CountsUnderLock(parties, flag, count, generation)
{
    protected override async Step<ulong> Look(Cpu cpu, ILock lockOfAll, Address word)
    {
        await lockOfAll.Acquire(cpu);
        var seen = await cpu.Load(word);
        await lockOfAll.Release(cpu, 0);
        return seen;
    }
}
