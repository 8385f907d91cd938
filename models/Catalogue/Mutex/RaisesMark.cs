using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: the new owner marks the mutex as Contended although nobody waits. Its release wakes one too many.
/// </summary>
internal sealed class RaisesMark(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        await base.Acquire(cpu);
        await cpu.Store(Word, Contended);
        return 0;
    }
}
