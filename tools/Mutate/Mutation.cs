using Interlock.Mutate.Sources;

namespace Interlock.Mutate;

/// <summary>What must come of checking a changed program.</summary>
public enum Expectation
{
    /// <summary>Something is missing: a property must break.</summary>
    Killed,

    /// <summary>Something is there twice, or is stronger than it need be: every property must hold.</summary>
    Passed,

    /// <summary>Something is missing that only weak memory would show, which is not explored yet.</summary>
    Waits,
}

/// <summary>One change of production code.</summary>
/// <param name="Room">Where.</param>
/// <param name="File">The file, relative to the root of the clone.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Member">The method or property.</param>
/// <param name="Operator">The kind of change.</param>
/// <param name="Change">What stood there and what stands there now, on one line.</param>
/// <param name="Occurrence">Which of several that would read the same, from 1.</param>
/// <param name="Expectation">What must come of it.</param>
/// <param name="Edits">How it is made.</param>
public sealed record Mutation(
    Room Room,
    string File,
    int Line,
    string Member,
    string Operator,
    string Change,
    int Occurrence,
    Expectation Expectation,
    IReadOnlyList<Edit> Edits)
{
    /// <summary>A name that stays the same when lines move.</summary>
    public string Name => $"{File} | {Member} | {Operator} | {Change}{(Occurrence > 1 ? $" ({Occurrence})" : string.Empty)}";

    /// <summary>Where it is.</summary>
    public string Place => $"{File}:{Line}";
}
