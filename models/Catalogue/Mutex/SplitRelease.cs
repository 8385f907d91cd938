using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: the release looks for the mark and frees the mutex in two steps. Who sets the mark in between is not
/// woken.
/// </summary>
internal sealed class SplitRelease(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        var seen = await cpu.Load(Word);
        await cpu.Store(Word, Free);
        if (seen == Contended)
        {
            await cpu.WakeOne(Word);
        }
    }
}
