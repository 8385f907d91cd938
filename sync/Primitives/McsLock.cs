using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>
/// A fair spin lock in which each vCPU spins on a word of its own (Mellor-Crummey and Scott, 1991). Invariant: the nodes from the holder's
/// to the one that <paramref name="tail"/> names are linked in the order in which the lock will be passed on.
/// </summary>
/// <param name="tail">The last vCPU in the queue, its index plus one; zero if the lock is free. Starts at zero.</param>
/// <param name="nodes">
/// The first of two words per vCPU: its successor, index plus one, and whether it has to wait. They need no initial value.
/// </param>
public sealed class McsLock(Address tail, Address nodes) : ILock
{
    /// <inheritdoc/>
    public async Step<ulong> Acquire(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(Next(cpu.Index), 0, MemoryOrder.Relaxed);
        await cpu.Store(Waits(cpu.Index), 1, MemoryOrder.Relaxed);

        // Releases the node to the successor and acquires the predecessor's: only then may the link be written into that.
        var before = await cpu.Exchange(tail, (ulong)cpu.Index + 1, MemoryOrder.AcquireRelease);
        if (before == 0)
        {
            return 0;
        }

        // Where an atomic is one instruction, what follows comes after its write anyway; after a pair of exclusives the link could overtake
        // the exchange, and be overwritten by the predecessor's own first store.
        await cpu.Store(Next((int)before - 1), (ulong)cpu.Index + 1, MemoryOrder.Release);
        while (await cpu.Load(Waits(cpu.Index), MemoryOrder.Acquire) != 0)
        {
            cpu.Pause();
        }

        return 0;
    }

    /// <inheritdoc/>
    public async Step Release(Cpu cpu, ulong token)
    {
        ArgumentNullException.ThrowIfNull(cpu);

        // Acquire, as others ship it: without load buffering, relaxed would do.
        var after = await cpu.Load(Next(cpu.Index), MemoryOrder.Acquire);
        if (after == 0)
        {
            if (await cpu.CompareExchange(tail, (ulong)cpu.Index + 1, 0, MemoryOrder.Release) == (ulong)cpu.Index + 1)
            {
                return;
            }

            // Somebody is in the queue and has not linked itself yet.
            do
            {
                after = await cpu.Load(Next(cpu.Index), MemoryOrder.Acquire);
            }
            while (after == 0);
        }

        await cpu.Store(Waits((int)after - 1), 0, MemoryOrder.Release);
    }

    private Address Next(int vcpu) => new(nodes.Index + (2 * vcpu));

    private Address Waits(int vcpu) => new(nodes.Index + (2 * vcpu) + 1);
}
