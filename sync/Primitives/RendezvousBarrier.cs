using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>
/// A reusable spinning barrier. Invariant: a party leaves generation g only after all parties have arrived in g, and
/// no party can arrive in generation g + 1 before the count of g has been reset.
/// </summary>
/// <param name="parties">The number of vCPUs that meet; at least one.</param>
/// <param name="count">The word that counts arrivals of the current generation; starts at zero.</param>
/// <param name="generation">The word that counts completed generations; starts at zero.</param>
public sealed class RendezvousBarrier(int parties, Address count, Address generation) : IBarrier
{
    /// <inheritdoc/>
    public async Step Arrive(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);

        // Read before arriving: after the fetch-add the last party may already have moved it on. Relaxed would do, as far as is known: what
        // this party saw when it last left is the oldest that it can read, and the fetch-add comes after it.
        var mine = await cpu.Load(generation, MemoryOrder.Acquire);
        if (await cpu.FetchAdd(count, 1, MemoryOrder.AcquireRelease) == (ulong)parties - 1)
        {
            await cpu.Store(count, 0, MemoryOrder.Relaxed);
            await cpu.Store(generation, mine + 1, MemoryOrder.Release);
            return;
        }

        while (await cpu.Load(generation, MemoryOrder.Acquire) == mine)
        {
            cpu.Pause();
        }
    }
}
