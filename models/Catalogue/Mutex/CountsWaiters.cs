using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Mutant: the word counts who has asked, Drepper's first mutex. Two who wait keep changing it, so neither ever sleeps,
/// and a narrow word wraps to Free while the mutex is held.
/// </summary>
internal sealed class CountsWaiters(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        for (var seen = await cpu.FetchAdd(Word, 1); seen != Free; seen = await cpu.FetchAdd(Word, 1))
        {
            await cpu.Wait(Word, seen + 1);
        }

        return 0;
    }

    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Word, Free);
        await cpu.WakeOne(Word);
    }
}
