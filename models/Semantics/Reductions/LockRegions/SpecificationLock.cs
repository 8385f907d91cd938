using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>
/// The specification of a lock, in one word: 0 if it is free, the holder's index plus one otherwise. Acquiring and releasing
/// are one step each. <see cref="TicketLock"/> and <see cref="FutexMutex"/> refine it, and a program that uses any lock
/// correctly may use this one, whose word it can declare by <see cref="Programs.ConcurrentProgram.Lock"/>.
/// </summary>
/// <param name="word">The lock word; starts at 0.</param>
public sealed class SpecificationLock(Address word) : ILock
{
    /// <inheritdoc/>
    public async Step<ulong> Acquire(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        while (await cpu.CompareExchange(word, 0, (ulong)cpu.Index + 1, MemoryOrder.Acquire) != 0)
        {
            cpu.Pause();
        }

        return 0;
    }

    /// <inheritdoc/>
    public async Step Release(Cpu cpu, ulong token)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(word, 0, MemoryOrder.Release);
    }
}
