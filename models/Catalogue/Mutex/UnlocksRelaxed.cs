using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant and benign variant: the exchange that frees the mutex does not release (L-35: a store exclusive without release), or a fence
/// before it does. Without it, what was written in the critical section can be seen after the mutex is free.
/// </summary>
/// <param name="word">As in the production mutex.</param>
/// <param name="before">The fence before the exchange; none if relaxed.</param>
internal sealed class UnlocksRelaxed(Address word, MemoryOrder before) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        if (before != MemoryOrder.Relaxed)
        {
            await cpu.Fence(before);
        }

        if (await cpu.Exchange(Word, Free, MemoryOrder.Relaxed) == Contended)
        {
            await cpu.WakeOne(Word);
        }
    }
}
