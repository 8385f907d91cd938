using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: the release tries Held first, and frees a Contended mutex on its other path.
/// </summary>
internal sealed class ReleasesInTwoTries(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        if (await cpu.CompareExchange(Word, Held, Free) != Held)
        {
            await cpu.Store(Word, Free);
            await cpu.WakeOne(Word);
        }
    }
}
