using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the event register is emptied between the look at <c>serving</c> and the WFE, so an event that arrives in
/// between is lost.
/// </summary>
internal sealed class DrainsAfterLook(Address next, Address serving) : WfeTicketLock(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.FetchAdd(Next, 1);
        while (await cpu.Load(Serving) != ticket)
        {
            await cpu.SendEvent();
            await cpu.WaitForEvent();
            await cpu.WaitForEvent();
        }

        return ticket;
    }
}
