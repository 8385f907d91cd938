using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: who gives up waiting cleans up as if it held the mutex, and so releases another vCPU's. Then it tries
/// again.
/// </summary>
internal sealed class ReleasesOthers(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        const int TimedOut = 1;
        while (await cpu.Exchange(Word, Contended) != Free)
        {
            if (await cpu.Choose(2) == TimedOut)
            {
                await base.Release(cpu, 0);
            }
            else
            {
                await cpu.Wait(Word, Contended);
            }
        }

        return 0;
    }
}
