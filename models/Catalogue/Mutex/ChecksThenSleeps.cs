using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: the word is checked, and then the vCPU sleeps whatever the word holds by now. A release in between wakes
/// nobody, and nobody will (rCore #32: loading the futex word and joining the queue were two steps).
/// </summary>
/// <param name="word">The lock word.</param>
/// <param name="queue">Where to sleep; always zero, so that a vCPU which waits for it to change sleeps in any case.</param>
internal sealed class ChecksThenSleeps(Address word, Address queue) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var seen = await cpu.CompareExchange(Word, Free, Held);
        while (seen != Free)
        {
            if (seen == Contended && await cpu.Load(Word) == Contended)
            {
                await cpu.Wait(queue, 0);
            }

            seen = await cpu.Exchange(Word, Contended);
        }

        return 0;
    }

    public override async Step Release(Cpu cpu, ulong token)
    {
        if (await cpu.Exchange(Word, Free) == Contended)
        {
            await cpu.WakeOne(queue);
        }
    }
}
