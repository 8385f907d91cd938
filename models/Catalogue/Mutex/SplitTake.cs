using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: the fast path looks and takes in two steps. A locker that steals in between is overwritten, and both hold the
/// mutex.
/// </summary>
internal sealed class SplitTake(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.Load(Word) == Free)
        {
            await cpu.Store(Word, Held);
            return 0;
        }

        return await base.Acquire(cpu);
    }
}
