using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant and benign variant: the turn is awaited by plain loads, and an atomic that writes what is there already is to acquire. An LSE
/// atomic whose result no instruction uses is the form that only stores, and that acquires nothing (L-03): here it is relaxed. Where the
/// result is used, the atomic acquires.
/// </summary>
/// <param name="next">As in the production lock.</param>
/// <param name="serving">As in the production lock.</param>
/// <param name="confirm">The order that the atomic has after compilation.</param>
internal sealed class ConfirmsTurn(Address next, Address serving, MemoryOrder confirm) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.FetchAdd(Next, 1, MemoryOrder.Relaxed);
        while (await cpu.Load(Serving, MemoryOrder.Relaxed) != ticket)
        {
            cpu.Pause();
        }

        await cpu.Exchange(Serving, ticket, confirm);
        return ticket;
    }
}
