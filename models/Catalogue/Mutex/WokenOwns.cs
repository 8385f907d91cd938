using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: who is woken believes that the mutex has been handed to it, though a locker may have stolen it.
/// </summary>
internal sealed class WokenOwns(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.CompareExchange(Word, Free, Held) != Free
            && await cpu.Exchange(Word, Contended) != Free)
        {
            await cpu.Wait(Word, Contended);
        }

        return 0;
    }
}
