using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: the release does not look for the mark at all, and wakes always.
/// </summary>
internal sealed class AlwaysWakes(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Word, Free);
        await cpu.WakeOne(Word);
    }
}
