using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the event is sent before the store. Who is woken by it looks at the old value and sleeps again.
/// </summary>
internal sealed class EventBeforeStore(Address next, Address serving) : WfeTicketLock(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.SendEvent();
        await cpu.Store(Serving, token + 1);
    }
}
