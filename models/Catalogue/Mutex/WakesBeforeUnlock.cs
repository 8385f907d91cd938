using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: the wake comes before the mutex is free. The woken vCPU finds it held and sleeps again, and is not woken
/// any more.
/// </summary>
internal sealed class WakesBeforeUnlock(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        if (await cpu.Load(Word) == Contended)
        {
            await cpu.WakeOne(Word);
        }

        await cpu.Exchange(Word, Free);
    }
}
