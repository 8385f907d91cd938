using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: a wake before the mutex is free as well as one after it. The first is in vain, the second is not.
/// </summary>
internal sealed class WakesBeforeAndAfter(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.WakeOne(Word);
        if (await cpu.Exchange(Word, Free) == Contended)
        {
            await cpu.WakeOne(Word);
        }
    }
}
