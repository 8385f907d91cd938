using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// Mutant: arrivals are counted for ever, and a round is full when the count has reached a multiple of the parties. When
/// the count wraps at something else, rounds run into each other (Bao's cpu_sync_barrier). Benign variant: the same in a count
/// that wraps at a multiple of the parties.
/// </summary>
internal sealed class NeverResets(int parties, Address count) : IBarrier
{
    public async Step Arrive(Cpu cpu)
    {
        var round = await cpu.FetchAdd(count, 1) / (ulong)parties;
        while (await cpu.Load(count) / (ulong)parties == round)
        {
            cpu.Pause();
        }
    }
}
