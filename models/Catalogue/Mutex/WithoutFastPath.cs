using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: it takes the mutex as Contended from the first. Every release wakes, mostly nobody; but who is woken still
/// has to take it.
/// </summary>
internal sealed class WithoutFastPath(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        while (await cpu.Exchange(Word, Contended) != Free)
        {
            await cpu.Wait(Word, Contended);
        }

        return 0;
    }
}
