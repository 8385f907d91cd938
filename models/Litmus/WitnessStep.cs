using System.Collections.Immutable;

namespace Interlock.Litmus;

/// <summary>A step of an execution of a litmus test.</summary>
/// <param name="Thread">The thread; -1 where memory does something by itself.</param>
/// <param name="Text">The instruction as it stands in the file, or what memory does.</param>
public sealed record WitnessStep(int Thread, string Text)
{
    /// <summary>The word that is accessed; null if none is.</summary>
    public string? Location { get; init; }

    /// <summary>What was read; null if nothing was.</summary>
    public ulong? Read { get; init; }

    /// <summary>The number of the step, from 1, that wrote what was read; 0 for the initial state.</summary>
    public int ReadFrom { get; init; }

    /// <summary>What was written; null if nothing was.</summary>
    public ulong? Written { get; init; }

    /// <summary>
    /// The numbers of steps that had written the word by then and whose writes are newer in memory's order: a read had not seen them
    /// yet, a write was put before them.
    /// </summary>
    public ImmutableArray<int> Newer { get; init; } = [];
}
