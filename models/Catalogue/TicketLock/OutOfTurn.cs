using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the ticket is drawn, but its turn is not waited for; the release then serves a ticket that may not be
/// the one being served.
/// </summary>
internal sealed class OutOfTurn(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        return await cpu.FetchAdd(Next, 1);
    }
}
