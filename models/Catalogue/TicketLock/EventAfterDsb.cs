using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: a DSB comes between the release's store and its event. Without it the event can come first: the vCPU that it wakes still
/// sees the turn before, sleeps again, and no other event follows. A DMB would not do: it orders accesses, and an event is none.
/// </summary>
internal sealed class EventAfterDsb(Address next, Address serving) : WfeTicketLock(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Serving, token + 1);
        await cpu.Dsb(DsbKind.Ishst);
        await cpu.SendEvent();
    }
}
