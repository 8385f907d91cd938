using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: the ticket is drawn by a compare-exchange, again until it succeeds. Whoever succeeds has moved
/// <c>next</c> on by one in one step, as a fetch-add does.
/// </summary>
internal sealed class CompareExchangeDraw(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.Load(Next);
        while (true)
        {
            var seen = await cpu.CompareExchange(Next, ticket, ticket + 1);
            if (seen == ticket)
            {
                break;
            }

            ticket = seen;
        }

        await TakeTurn(cpu, ticket);
        return ticket;
    }
}
