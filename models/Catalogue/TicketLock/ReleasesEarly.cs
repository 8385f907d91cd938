using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the compiler, which nothing told to keep them apart, moved the releasing store above the critical
/// section (Bao 26b4691).
/// </summary>
internal sealed class ReleasesEarly(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await base.Acquire(cpu);
        await cpu.Store(Serving, ticket + 1);
        return ticket;
    }

    public override Step Release(Cpu cpu, ulong token) => Step.Completed;
}
