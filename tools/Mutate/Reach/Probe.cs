namespace Interlock.Mutate.Reach;

/// <summary>A way that code can take: into a block, into an arm of a switch, to a condition that is so or not.</summary>
/// <param name="File">The file, relative to the root of the clone.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Member">The method or property.</param>
/// <param name="Way">What is there, on one line, and which way it goes.</param>
/// <param name="Occurrence">Which of several that would read the same, from 1.</param>
/// <param name="Start">Where what lies on this way begins, in characters from the start of the file.</param>
/// <param name="End">Where it ends.</param>
public sealed record Probe(string File, int Line, string Member, string Way, int Occurrence, int Start, int End)
{
    /// <summary>A name that stays the same when lines move.</summary>
    public string Name => $"{File} | {Member} | {Way}{(Occurrence > 1 ? $" ({Occurrence})" : string.Empty)}";

    /// <summary>Where it is.</summary>
    public string Place => $"{File}:{Line}";
}
