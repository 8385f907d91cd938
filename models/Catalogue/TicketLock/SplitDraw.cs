using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the ticket is drawn by a load and a store. Two vCPUs can draw the same one
/// (ia64, lkml 2010/8/27/223: two CPUs granted the same ticket).
/// </summary>
internal sealed class SplitDraw(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.Load(Next);
        await cpu.Store(Next, ticket + 1);
        await TakeTurn(cpu, ticket);
        return ticket;
    }
}
