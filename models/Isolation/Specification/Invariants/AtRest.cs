using Interlock.Engine.Platform;
using Interlock.Isolation.Ghosts;
using Interlock.Semantics.Programs;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>
/// An invariant as a predicate on memory, for <see cref="ConcurrentProgram.Always"/>: it says nothing while any lock is held.
/// </summary>
public sealed class AtRest
{
    private readonly LockWords locks;
    private readonly Ghost ghost;
    private readonly InvariantCheck check;

    /// <summary>A predicate.</summary>
    /// <exception cref="ArgumentException">The words of the locks do not tell whether they are free.</exception>
    public AtRest(MemoryMap map, LockWords locks, Invariant invariant)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(locks);
        if (locks.HasTickets && map.Configuration.Cpus > 1)
        {
            throw new ArgumentException(
                "With as many CPUs as tickets, a lock for which everybody waits looks free: use one CPU or other locks.");
        }

        (this.locks, ghost) = (locks, new Ghost(map));
        check = new(ghost, [invariant]);
    }

    /// <summary>Whether it holds, or some lock is held.</summary>
    public bool Holds(Memory memory)
    {
        if (!locks.AreFree(memory))
        {
            return true;
        }

        Span<int> numbers = stackalloc int[ghost.Count];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = ghost.NumberOf(new Component(index), memory);
            if (ghost.Flaw(new Component(index), numbers[index]) is not null)
            {
                return false;
            }
        }

        return check.OfMemory(numbers).Violations.Count == 0 && check.OfTable(numbers[Component.Table.Index], memory).Violations.Count == 0;
    }
}
