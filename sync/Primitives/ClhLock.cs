using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>
/// A fair spin lock in which each vCPU spins on its predecessor's node and takes that node over when it gives the lock up (Craig; Landin and
/// Hagersten, 1993). Invariant: every node is some vCPU's own, or the one that <paramref name="tail"/> names or leads to.
/// </summary>
/// <param name="tail">The last node in the queue; starts as one that is free and no vCPU's own.</param>
/// <param name="nodes">The first of one word per node, one more than vCPUs: whether its successor has to wait. They start at zero.</param>
/// <param name="own">The first of one word per vCPU, which only it uses: its node. They start with different nodes.</param>
public sealed class ClhLock(Address tail, Address nodes, Address own) : ILock
{
    /// <inheritdoc/>
    public async Step<ulong> Acquire(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var mine = await cpu.Load(Own(cpu.Index), MemoryOrder.Relaxed);
        await cpu.Store(Node(mine), 1, MemoryOrder.Relaxed);

        // Releases the node to the successor, which must not see it as it was before.
        var before = await cpu.Exchange(tail, mine, MemoryOrder.AcquireRelease);
        while (await cpu.Load(Node(before), MemoryOrder.Acquire) != 0)
        {
            cpu.Pause();
        }

        return before;
    }

    /// <inheritdoc/>
    public async Step Release(Cpu cpu, ulong token)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var mine = await cpu.Load(Own(cpu.Index), MemoryOrder.Relaxed);
        await cpu.Store(Own(cpu.Index), token, MemoryOrder.Relaxed);
        await cpu.Store(Node(mine), 0, MemoryOrder.Release);
    }

    private Address Own(int vcpu) => new(own.Index + vcpu);

    private Address Node(ulong node) => new(nodes.Index + (int)node);
}
