using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: what the release will store is worked out above the critical section, but stored below it.
/// </summary>
internal sealed class ComputesSuccessorEarly(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        return await base.Acquire(cpu) + 1;
    }

    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Serving, token);
    }
}
