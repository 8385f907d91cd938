using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutants and benign variants: the production ticket lock with other memory orders. Without an order at the turn, accesses of the critical
/// section come before it (L-02); without one at the release, after it (L-01). A fence stands in for an order.
/// </summary>
/// <param name="next">As in the production lock.</param>
/// <param name="serving">As in the production lock.</param>
/// <param name="turn">The order of the load that sees the turn.</param>
/// <param name="after">The fence after it; none if relaxed.</param>
/// <param name="before">The fence before the release; none if relaxed.</param>
/// <param name="release">The order of the store that releases.</param>
internal sealed class OrderedTicketLock(
    Address next, Address serving, MemoryOrder turn, MemoryOrder after, MemoryOrder before, MemoryOrder release) : ILock
{
    public async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.FetchAdd(next, 1, MemoryOrder.Relaxed);
        while (await cpu.Load(serving, turn) != ticket)
        {
            cpu.Pause();
        }

        if (after != MemoryOrder.Relaxed)
        {
            await cpu.Fence(after);
        }

        return ticket;
    }

    public async Step Release(Cpu cpu, ulong token)
    {
        if (before != MemoryOrder.Relaxed)
        {
            await cpu.Fence(before);
        }

        await cpu.Store(serving, token + 1, release);
    }
}
