using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: who has waited looks at the word and takes it by a compare-exchange, again until nobody came in between.
/// </summary>
internal sealed class ExchangesByCompare(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.CompareExchange(Word, Free, Held) == Free)
        {
            return 0;
        }

        while (true)
        {
            var seen = await cpu.Load(Word);
            if (await cpu.CompareExchange(Word, seen, Contended) != seen)
            {
                continue;
            }

            if (seen == Free)
            {
                return 0;
            }

            await cpu.Wait(Word, Contended);
        }
    }
}
