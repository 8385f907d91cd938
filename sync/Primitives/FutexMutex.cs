using Interlock.Sync.Stepping;

namespace Interlock.Sync.Primitives;

/// <summary>
/// A sleeping lock in one word (Drepper, "Futexes Are Tricky", the second mutex). Invariant: while any vCPU sleeps on
/// the word, the word is <see cref="Contended"/> or a vCPU is on its way to wake a sleeper.
/// </summary>
/// <param name="word">The lock word; starts as <see cref="Free"/>.</param>
public sealed class FutexMutex(Address word) : ILock
{
    /// <summary>The mutex is free.</summary>
    public const ulong Free = 0;

    /// <summary>A vCPU holds the mutex and no vCPU waits.</summary>
    public const ulong Held = 1;

    /// <summary>A vCPU holds the mutex and another one may be waiting.</summary>
    public const ulong Contended = 2;

    /// <inheritdoc/>
    public async Step<ulong> Acquire(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var seen = await cpu.CompareExchange(word, Free, Held, MemoryOrder.Acquire);
        if (seen == Free)
        {
            return 0;
        }

        // A vCPU that has waited takes the mutex as Contended: it cannot know that no other waiter is left.
        var contended = seen == Contended;
        while (true)
        {
            if (contended)
            {
                await cpu.Wait(word, Contended);
            }

            if (await cpu.Exchange(word, Contended, MemoryOrder.Acquire) == Free)
            {
                return 0;
            }

            contended = true;
        }
    }

    /// <inheritdoc/>
    public async Step Release(Cpu cpu, ulong token)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        if (await cpu.Exchange(word, Free, MemoryOrder.Release) == Contended)
        {
            await cpu.WakeOne(word);
        }
    }
}
