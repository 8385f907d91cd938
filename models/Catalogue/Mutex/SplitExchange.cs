using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: who has waited looks at the word and takes it in two steps, so two can take it.
/// </summary>
internal sealed class SplitExchange(Address word) : MutexVariant(word)
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
            await cpu.Store(Word, Contended);
            if (seen == Free)
            {
                return 0;
            }

            await cpu.Wait(Word, Contended);
        }
    }
}
