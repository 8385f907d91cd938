using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: the release subtracts one, as Drepper's second mutex does, in a word of two bits. Three states never
/// wrap: what was Contended becomes Held until the store frees it.
/// </summary>
internal sealed class DecrementsToRelease(Address word) : MutexVariant(word)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        if (await cpu.FetchAdd(Word, ulong.MaxValue) != Held)
        {
            await cpu.Store(Word, Free);
            await cpu.WakeOne(Word);
        }
    }
}
