using System.Collections.Immutable;

namespace Interlock.Litmus;

/// <summary>A state of a litmus test, and how it was reached.</summary>
/// <param name="Memory">The memory.</param>
/// <param name="Threads">The threads.</param>
/// <param name="Before">The state before; null of the initial one.</param>
/// <param name="Thread">The thread whose step led here; -1 where memory did it by itself.</param>
internal sealed record SearchState(SharedMemory Memory, ImmutableArray<ThreadState> Threads, SearchState? Before, int Thread)
{
    /// <summary>The memory as the step left it, before it was brought into the form in which it is compared.</summary>
    public SharedMemory? Reached { get; init; }
}
