using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>
/// Mutant and benign variant: a vCPU that does not get the lock at once is stalled by an inter-processor interrupt, and the interrupt's
/// callback waits for the lock in a loop of its own. That loop has no acquire (S-03), or a fence after it.
/// </summary>
/// <param name="tail">As in the production lock.</param>
/// <param name="nodes">As in the production lock.</param>
/// <param name="own">As in the production lock.</param>
/// <param name="after">The fence after the loop; none if relaxed.</param>
internal sealed class StallsInCallback(Address tail, Address nodes, Address own, MemoryOrder after) : ILock
{
    private readonly ClhLock shipped = new(tail, nodes, own);

    public async Step<ulong> Acquire(Cpu cpu)
    {
        var mine = await cpu.Load(new Address(own.Index + cpu.Index), MemoryOrder.Relaxed);
        await cpu.Store(Node(mine), 1, MemoryOrder.Relaxed);
        var predecessor = await cpu.Exchange(tail, mine, MemoryOrder.AcquireRelease);
        if (await cpu.Load(Node(predecessor), MemoryOrder.Acquire) != 0)
        {
            await Stall(cpu, Node(predecessor));
        }

        return predecessor;
    }

    public Step Release(Cpu cpu, ulong token) => shipped.Release(cpu, token);

    private async Step Stall(Cpu cpu, Address awaited)
    {
        while (await cpu.Load(awaited, MemoryOrder.Relaxed) != 0)
        {
            cpu.Pause();
        }

        if (after != MemoryOrder.Relaxed)
        {
            await cpu.Fence(after);
        }
    }

    private Address Node(ulong node) => new(nodes.Index + (int)node);
}
