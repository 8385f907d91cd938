using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>
/// A fair spin lock. Invariant: the vCPU that holds the lock is the one whose ticket is being served, and tickets are
/// served in the order in which they were drawn, as long as no more vCPUs wait than a word can count.
/// </summary>
/// <param name="next">The next ticket to draw; starts equal to <paramref name="serving"/>.</param>
/// <param name="serving">The ticket whose owner holds the lock or may take it.</param>
public sealed class TicketLock(Address next, Address serving) : ILock
{
    /// <inheritdoc/>
    public async Step<ulong> Acquire(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var ticket = await cpu.FetchAdd(next, 1, MemoryOrder.Relaxed);
        while (await cpu.Load(serving, MemoryOrder.Acquire) != ticket)
        {
            cpu.Pause();
        }

        return ticket;
    }

    /// <inheritdoc/>
    public async Step Release(Cpu cpu, ulong token)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(serving, token + 1, MemoryOrder.Release);
    }
}
