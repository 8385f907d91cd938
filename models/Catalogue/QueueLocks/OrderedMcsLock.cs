using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>
/// Mutants and benign variants: the production MCS lock with other memory orders where a vCPU joins the queue. Without a release at the
/// exchange, the node can be seen before it is initialised, and the successor's link in it is overwritten (L-08); a fence stands in for it
/// only if it comes after the whole initialisation. Without a release at the link, the link can overtake the exchange, and the predecessor
/// passes the lock on before the node is marked (L-10).
/// </summary>
/// <param name="tail">As in the production lock.</param>
/// <param name="nodes">As in the production lock.</param>
/// <param name="publish">The order of the exchange that publishes the node.</param>
/// <param name="link">The order of the store that links it.</param>
/// <param name="beforeNext">The fence between the initialisation of the node's mark and of its link; none if relaxed.</param>
/// <param name="beforePublish">The fence before the exchange; none if relaxed.</param>
/// <param name="beforeLink">The fence before the link; none if relaxed.</param>
internal sealed class OrderedMcsLock(
    Address tail,
    Address nodes,
    MemoryOrder publish,
    MemoryOrder link,
    MemoryOrder beforeNext,
    MemoryOrder beforePublish,
    MemoryOrder beforeLink) : ILock
{
    private readonly McsLock shipped = new(tail, nodes);

    public async Step<ulong> Acquire(Cpu cpu)
    {
        await cpu.Store(Waits(cpu.Index), 1, MemoryOrder.Relaxed);
        if (beforeNext != MemoryOrder.Relaxed)
        {
            await cpu.Fence(beforeNext);
        }

        await cpu.Store(Next(cpu.Index), 0, MemoryOrder.Relaxed);
        if (beforePublish != MemoryOrder.Relaxed)
        {
            await cpu.Fence(beforePublish);
        }

        var before = await cpu.Exchange(tail, (ulong)cpu.Index + 1, publish);
        if (before == 0)
        {
            return 0;
        }

        if (beforeLink != MemoryOrder.Relaxed)
        {
            await cpu.Fence(beforeLink);
        }

        await cpu.Store(Next((int)before - 1), (ulong)cpu.Index + 1, link);
        while (await cpu.Load(Waits(cpu.Index), MemoryOrder.Acquire) != 0)
        {
            cpu.Pause();
        }

        return 0;
    }

    public Step Release(Cpu cpu, ulong token) => shipped.Release(cpu, token);

    private Address Next(int vcpu) => new(nodes.Index + (2 * vcpu));

    private Address Waits(int vcpu) => new(nodes.Index + (2 * vcpu) + 1);
}
