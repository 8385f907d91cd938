using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: who has to wait sets the mark by a compare-exchange, on a held mutex only.
/// </summary>
internal sealed class MarksHeldWord(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        while (await cpu.CompareExchange(Word, Free, Contended) != Free)
        {
            await cpu.CompareExchange(Word, Held, Contended);
            await cpu.Wait(Word, Contended);
        }

        return 0;
    }
}
