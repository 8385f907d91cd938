using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>
/// A reusable spinning barrier. Invariant: a party leaves generation g only after all parties have arrived in g, and
/// nobody can arrive in generation g + 1 before the count of g has been set back.
/// </summary>
/// <param name="parties">How many vCPUs meet; at least one.</param>
/// <param name="count">How many have arrived in this generation; starts at zero.</param>
/// <param name="generation">How often all have met; starts at zero.</param>
public sealed class RendezvousBarrier(int parties, Address count, Address generation) : IBarrier
{
    /// <inheritdoc/>
    public async Step Arrive(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);

        // Read before arriving: after the fetch-add the last party may already have moved it on.
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
