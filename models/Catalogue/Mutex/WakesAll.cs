using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: the release wakes everybody. All but one sleep again.
/// </summary>
internal sealed class WakesAll(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        if (await cpu.Exchange(Word, Free) == Contended)
        {
            await cpu.WakeAll(Word);
        }
    }
}
