using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: a fast path takes a <c>next</c> of zero for a free lock, the rule of the lock that the ticket lock replaced
/// (ia64, "fix siglock", f574c843). Once tickets have wrapped, zero is a ticket like any other.
/// </summary>
internal sealed class ZeroIsFree(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.CompareExchange(Next, 0, 1) == 0)
        {
            return 0;
        }

        return await base.Acquire(cpu);
    }
}
