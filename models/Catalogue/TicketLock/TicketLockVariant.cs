using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>The production ticket lock, for a mutant or a benign variant to replace one half of.</summary>
internal abstract class TicketLockVariant(Address next, Address serving) : ILock
{
    private readonly TicketLock shipped = new(next, serving);

    protected Address Next { get; } = next;

    protected Address Serving { get; } = serving;

    public virtual Step<ulong> Acquire(Cpu cpu) => shipped.Acquire(cpu);

    public virtual Step Release(Cpu cpu, ulong token) => shipped.Release(cpu, token);

    /// <summary>The second half of acquiring: spins until a ticket is served.</summary>
    protected async Step TakeTurn(Cpu cpu, ulong ticket)
    {
        while (await cpu.Load(Serving) != ticket)
        {
            cpu.Pause();
        }
    }
}
