using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: who waits is counted in a word of its own, which the release reads before it frees the mutex. Who comes in
/// between is not counted, sleeps, and is not woken (Linux 69cd9eba3886: the waker sees no waiters).
/// </summary>
internal sealed class ReadsWaitersEarly(Address word, Address waiters) : MutexVariant(word)
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
        var waiting = await cpu.Load(waiters);
        await cpu.Store(Word, Free);
        if (waiting != 0)
        {
            await cpu.WakeOne(Word);
        }
    }
}
