namespace Interlock.Litmus.Cycles;

/// <summary>An access of a cycle.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="IsWrite">Whether it writes; if not, it reads.</param>
/// <param name="Before">The edge from the access before it in its thread, as <see cref="CycleEdges"/> names them; empty for the first.</param>
internal sealed record CycleAccess(int Thread, bool IsWrite, string Before)
{
    /// <summary>Whether it acquires (a), weakly acquires (q), releases (l), or none of them (p).</summary>
    public char Order { get; set; } = 'p';

    /// <summary>The number of the location.</summary>
    public int Location { get; set; }

    /// <summary>What it writes, or has to read.</summary>
    public int Value { get; set; }
}
