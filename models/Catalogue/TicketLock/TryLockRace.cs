using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: a fast path finds the lock free by two loads and takes it afterwards, as if nobody could have drawn a
/// ticket in between.
/// </summary>
internal sealed class TryLockRace(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.Load(Serving) == await cpu.Load(Next))
        {
            return await cpu.FetchAdd(Next, 1);
        }

        return await base.Acquire(cpu);
    }
}
