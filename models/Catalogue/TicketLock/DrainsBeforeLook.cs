using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: the event register is emptied before the look at <c>serving</c>: the order of "sevl; 1: wfe; ldar; cbnz 1b".
/// An event that arrives after the look is kept.
/// </summary>
internal sealed class DrainsBeforeLook(Address next, Address serving) : WfeTicketLock(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.FetchAdd(Next, 1);
        await cpu.SendEvent();
        do
        {
            await cpu.WaitForEvent();
        }
        while (await cpu.Load(Serving) != ticket);

        return ticket;
    }
}
