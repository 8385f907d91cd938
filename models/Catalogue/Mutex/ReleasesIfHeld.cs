using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: the release knows Held alone; on its other path, a Contended mutex stays locked.
/// </summary>
internal sealed class ReleasesIfHeld(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.CompareExchange(Word, Held, Free);
    }
}
