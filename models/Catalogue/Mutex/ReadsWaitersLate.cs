using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: the release reads the count after it has freed the mutex. Who is not counted yet has still to look at the
/// word, and finds it free.
/// </summary>
internal sealed class ReadsWaitersLate(Address word, Address waiters) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        while (await cpu.Exchange(Word, Held) != Free)
        {
            await cpu.FetchAdd(waiters, 1);
            await cpu.Wait(Word, Held);
            await cpu.FetchAdd(waiters, ulong.MaxValue);
        }

        return 0;
    }

    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Word, Free);
        if (await cpu.Load(waiters) != 0)
        {
            await cpu.WakeOne(Word);
        }
    }
}
