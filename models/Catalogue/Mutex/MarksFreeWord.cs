using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: who has to wait sets the mark by a plain store, and may set it on a mutex that has been freed meanwhile. The
/// word then says that somebody waits and nobody holds, and stays so (Linux 65810f0ef05e: waiters and no owner).
/// </summary>
internal sealed class MarksFreeWord(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        while (await cpu.CompareExchange(Word, Free, Contended) != Free)
        {
            await cpu.Store(Word, Contended);
            await cpu.Wait(Word, Contended);
        }

        return 0;
    }
}
