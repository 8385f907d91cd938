using System.Collections.Immutable;

namespace Interlock.Litmus;

/// <summary>A step of an execution of a litmus test.</summary>
/// <param name="Thread">The thread; -1 where memory does something by itself.</param>
/// <param name="Text">The instruction as it stands in the file, or what memory does.</param>
/// <param name="Line">Its line, from 1; 0 of memory.</param>
public sealed record WitnessStep(int Thread, string Text, int Line)
{
    /// <summary>The word that is accessed; null if none is.</summary>
    public string? Location { get; init; }

    /// <summary>What was read; null if nothing was.</summary>
    public ulong? Read { get; init; }

    /// <summary>The number of the step that wrote what was read, from 1; 0 for the initial state.</summary>
    public int ReadFrom { get; init; }

    /// <summary>What was written; null if nothing was.</summary>
    public ulong? Written { get; init; }

    /// <summary>Steps whose writes of the word come before this step's one in memory's order, though they were made earlier in this list... </summary>
    public ImmutableArray<int> Overtaken { get; init; } = [];

    /// <summary>The numbers of steps whose writes of the word are newer than what was read: the thread had not seen them yet.</summary>
    public ImmutableArray<int> NotSeen { get; init; } = [];
}
