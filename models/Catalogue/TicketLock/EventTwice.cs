using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: an event before the store as well as one after it. The first wakes nobody for good; the second does.
/// </summary>
internal sealed class EventTwice(Address next, Address serving) : WfeTicketLock(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.SendEvent();
        await cpu.Store(Serving, token + 1);
        await cpu.SendEvent();
    }
}
