using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: it does not sleep at all. A waiting vCPU that spins misses no wake; the mutex wastes time and nothing
/// else.
/// </summary>
internal sealed class SpinsInstead(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.CompareExchange(Word, Free, Held) != Free)
        {
            while (await cpu.Exchange(Word, Contended) != Free)
            {
                cpu.Pause();
            }
        }

        return 0;
    }
}
