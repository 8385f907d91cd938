namespace Interlock.Explorer.Liveness;

/// <summary>A graph as far as its components are concerned.</summary>
internal interface ISuccessors
{
    /// <summary>All states have smaller numbers.</summary>
    int Size { get; }

    /// <summary>The states that one leads to.</summary>
    ReadOnlySpan<uint> Successors(int state);
}
