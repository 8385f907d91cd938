using Interlock.Semantics.Monitors;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the lock is right, but it is no barrier to the compiler, which moves the critical section's load above the
/// acquire (Bao 92d831f). What others store until the lock is held is overwritten.
/// </summary>
internal static class HoistedLoad
{
    public static async Step Count(Cpu cpu, ILock candidate, Address counter, int rounds)
    {
        for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
        {
            cpu.Note(LockNotes.Requested);
            var seen = await cpu.Load(counter);
            var token = await candidate.Acquire(cpu);
            cpu.Note(LockNotes.Acquired);
            await cpu.Store(counter, seen + 1);
            cpu.Note(LockNotes.Releasing);
            await candidate.Release(cpu, token);
        }
    }
}
