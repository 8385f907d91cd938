using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the caller releases what the callee has released already. The second release serves the next ticket
/// while its predecessor still holds the lock.
/// </summary>
internal sealed class DoubleRelease(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.FetchAdd(Serving, 1);
        await cpu.FetchAdd(Serving, 1);
    }
}
