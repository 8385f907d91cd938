using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: <c>serving</c> is moved on by a fetch-add instead of a store. Only the holder writes it, so both write the
/// same value.
/// </summary>
internal sealed class FetchAddRelease(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.FetchAdd(Serving, 1);
    }
}
