using Interlock.Semantics.Monitors;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: a load above the acquire whose result nobody uses. The critical section loads again.
/// </summary>
internal static class Prefetch
{
    public static async Step Count(Cpu cpu, ILock candidate, Address counter, int rounds)
    {
        for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
        {
            cpu.Note(LockNotes.Requested);
            await cpu.Load(counter);
            var token = await candidate.Acquire(cpu);
            cpu.Note(LockNotes.Acquired);
            await cpu.Store(counter, await cpu.Load(counter) + 1);
            cpu.Note(LockNotes.Releasing);
            await candidate.Release(cpu, token);
        }
    }
}
