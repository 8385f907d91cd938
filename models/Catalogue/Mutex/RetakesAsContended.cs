using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: whoever has waited takes the mutex by a compare-exchange instead of an exchange, but as Contended
/// (Drepper's second mutex to the letter).
/// </summary>
internal sealed class RetakesAsContended(Address word) : MutexVariant(word)
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

            seen = await cpu.CompareExchange(Word, Free, Contended);
        }

        return 0;
    }
}
