using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: the new owner was woken, believes that nobody waits any more, and takes the mark back (musl e7655ed3: a new
/// owner must set the mark again).
/// </summary>
internal sealed class ClearsMark(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.CompareExchange(Word, Free, Held) == Free)
        {
            return 0;
        }

        while (await cpu.Exchange(Word, Contended) != Free)
        {
            await cpu.Wait(Word, Contended);
        }

        await cpu.Store(Word, Held);
        return 0;
    }
}
