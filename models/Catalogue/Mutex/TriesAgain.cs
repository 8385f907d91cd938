using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: who gives up waiting tries again, and leaves the mutex alone.
/// </summary>
internal sealed class TriesAgain(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        const int TimedOut = 1;
        while (await cpu.Exchange(Word, Contended) != Free)
        {
            if (await cpu.Choose(2) == TimedOut)
            {
                cpu.Pause();
            }
            else
            {
                await cpu.Wait(Word, Contended);
            }
        }

        return 0;
    }
}
