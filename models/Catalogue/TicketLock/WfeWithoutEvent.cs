using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the release stores and sends no event. It counted on the exclusive monitor to do so, which a plain load in
/// the waiting loop does not arm (Bao 276d5a6).
/// </summary>
internal sealed class WfeWithoutEvent(Address next, Address serving) : WfeTicketLock(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Serving, token + 1);
    }
}
