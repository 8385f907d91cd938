using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: waiting vCPUs sleep in WFE, and the release sends an event after its store. The event register keeps an
/// event that arrives between the look at <c>serving</c> and the WFE.
/// </summary>
internal class WfeTicketLock(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.FetchAdd(Next, 1);
        while (await cpu.Load(Serving) != ticket)
        {
            await cpu.WaitForEvent();
        }

        return ticket;
    }

    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Serving, token + 1);
        await cpu.SendEvent();
    }
}
