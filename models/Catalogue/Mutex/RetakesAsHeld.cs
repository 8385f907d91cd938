using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: whoever has waited takes the mutex as Held, and forgets those who wait still: its release wakes nobody
/// (musl 0db393d3: a thread resets the mark of those who wait).
/// </summary>
internal sealed class RetakesAsHeld(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var seen = await cpu.CompareExchange(Word, Free, Held);
        while (seen != Free)
        {
            if (seen == Contended || await cpu.CompareExchange(Word, Held, Contended) != Free)
            {
                await cpu.Wait(Word, Contended);
            }

            seen = await cpu.CompareExchange(Word, Free, Held);
        }

        return 0;
    }
}
