using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.PetersonLocks;

/// <summary>
/// Peterson's lock for two vCPUs: it stands on each seeing the other's store before its own look, or the other seeing its store. All that
/// depends on memory orders; without any, both enter (L-29).
/// </summary>
/// <param name="wants">The first of two words, a vCPU each: whether it wants the lock. They start at zero.</param>
/// <param name="turn">The vCPU that comes first if both want the lock.</param>
/// <param name="want">The order of the store that says so.</param>
/// <param name="yield">The order of the store that lets the other one come first.</param>
/// <param name="look">The order of the loads that look at the other one and at the turn.</param>
/// <param name="isFencedBetween">Whether a full fence is between the stores.</param>
/// <param name="isFencedAfter">Whether a full fence is between the stores and the loads.</param>
internal sealed class PetersonLock(
    Address wants, Address turn, MemoryOrder want, MemoryOrder yield, MemoryOrder look, bool isFencedBetween, bool isFencedAfter) : ILock
{
    public async Step<ulong> Acquire(Cpu cpu)
    {
        var (mine, other) = (new Address(wants.Index + cpu.Index), new Address(wants.Index + 1 - cpu.Index));
        var first = 1 - (ulong)cpu.Index;
        await cpu.Store(mine, 1, want);
        if (isFencedBetween)
        {
            await cpu.Fence();
        }

        await cpu.Store(turn, first, yield);
        if (isFencedAfter)
        {
            await cpu.Fence();
        }

        while (await cpu.Load(other, look) != 0 && await cpu.Load(turn, look) == first)
        {
            cpu.Pause();
        }

        return 0;
    }

    public async Step Release(Cpu cpu, ulong token) =>
        await cpu.Store(new Address(wants.Index + cpu.Index), 0, MemoryOrder.Release);
}
