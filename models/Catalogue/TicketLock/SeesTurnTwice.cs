using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: the turn is looked at once more after it has come. It cannot pass before its owner releases.
/// </summary>
internal sealed class SeesTurnTwice(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.FetchAdd(Next, 1);
        await TakeTurn(cpu, ticket);
        await TakeTurn(cpu, ticket);
        return ticket;
    }
}
