namespace Interlock.Semantics.Memories;

/// <summary>Which step of which thread wrote something.</summary>
/// <param name="Thread">The thread; -1 for the initial state.</param>
/// <param name="Step">The index of the step in the thread's code.</param>
public readonly record struct Origin(int Thread, int Step)
{
    /// <summary>The initial state.</summary>
    public static Origin Initial { get; } = new(-1, 0);
}
