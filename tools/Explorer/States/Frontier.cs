using System.Threading;

namespace Interlock.Explorer.States;

/// <summary>
/// The states that have been seen and not yet expanded, as records of a header and the state's words. It decides the
/// order of the search, and when the search is over.
/// </summary>
/// <param name="width">Words of a state.</param>
internal abstract class Frontier(int width)
{
    /// <summary>Words of a record before the state: its number and its depth.</summary>
    public const int Header = 1;

    /// <summary>Words of a record.</summary>
    protected int RecordWords { get; } = Header + width;

    /// <summary>How many states wait.</summary>
    public abstract long Count { get; }

    /// <summary>The greatest depth at which a state has been put here.</summary>
    public abstract int Depth { get; }

    public static ulong HeaderOf(uint id, int depth) => id | ((ulong)(uint)depth << 32);

    public static uint IdOf(ulong header) => (uint)header;

    public static int DepthOf(ulong header) => (int)(header >> 32);

    /// <summary>Adds a state; a worker puts only successors of what it took last, or initial states.</summary>
    public abstract void Put(int worker, ulong header, ReadOnlySpan<ulong> state);

    /// <summary>Takes the next state that is at hand.</summary>
    /// <param name="worker">Who takes it.</param>
    /// <param name="record">Where to copy it to.</param>
    /// <returns>Whether there was one.</returns>
    public abstract bool TryTake(int worker, Span<ulong> record);

    /// <summary>Waits until there are states again, once the worker has put all that it had.</summary>
    /// <param name="worker">Who waits.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Whether to go on; false once the frontier is exhausted or the search is stopped.</returns>
    public abstract bool Wait(int worker, CancellationToken stop);
}
