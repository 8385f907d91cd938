using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>
/// Mutant and benign variant: the production CLH lock with another order at the exchange. One that does not release lets the successor see
/// the node as it was in its last use: free (S-01). A fence stands in for it.
/// </summary>
/// <param name="tail">As in the production lock.</param>
/// <param name="nodes">As in the production lock.</param>
/// <param name="own">As in the production lock.</param>
/// <param name="publish">The order of the exchange that publishes the node.</param>
/// <param name="before">The fence before it; none if relaxed.</param>
internal sealed class OrderedClhLock(Address tail, Address nodes, Address own, MemoryOrder publish, MemoryOrder before) : ILock
{
    private readonly ClhLock shipped = new(tail, nodes, own);

    public async Step<ulong> Acquire(Cpu cpu)
    {
        var mine = await cpu.Load(new Address(own.Index + cpu.Index), MemoryOrder.Relaxed);
        await cpu.Store(Node(mine), 1, MemoryOrder.Relaxed);
        if (before != MemoryOrder.Relaxed)
        {
            await cpu.Fence(before);
        }

        var predecessor = await cpu.Exchange(tail, mine, publish);
        while (await cpu.Load(Node(predecessor), MemoryOrder.Acquire) != 0)
        {
            cpu.Pause();
        }

        return predecessor;
    }

    public Step Release(Cpu cpu, ulong token) => shipped.Release(cpu, token);

    private Address Node(ulong node) => new(nodes.Index + (int)node);
}
