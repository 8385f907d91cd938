namespace Interlock.Semantics.Transitions;

/// <summary>One step, in words for a reader. If it has several operations, the parameters describe the first.</summary>
/// <param name="Actor">The index of the actor that takes the step.</param>
/// <param name="Choice">The index of the outcome among those of the actor.</param>
/// <param name="Operation">The operation and its result.</param>
/// <param name="Site">File and line of the operation; empty if there is no code.</param>
/// <param name="Changes">The values that it changes.</param>
/// <param name="Notes">The events that the code reports to the monitors.</param>
public sealed record Transition(
    int Actor,
    int Choice,
    string Operation,
    string Site,
    IReadOnlyList<Change> Changes,
    IReadOnlyList<string> Notes)
{
    /// <summary>The operations after the first, in order, if the step merges several.</summary>
    public IReadOnlyList<MergedOperation> Further { get; init; } = [];

    /// <summary>The first operation as data; null if only words are known, as in a trace read from a file.</summary>
    public PerformedOperation? Performed { get; init; }

    /// <summary>The accesses of the first operation; empty if they are unknown, as in a trace read from a file.</summary>
    public IReadOnlyList<NamedAccess> Accesses { get; init; } = [];

    /// <summary>All operations of the step, the first included.</summary>
    public IEnumerable<MergedOperation> Operations() =>
        Further.Prepend(new MergedOperation(Operation, Site, Changes, Notes) { Accesses = Accesses, Performed = Performed });
}

/// <summary>An operation within a step, after the step's first.</summary>
/// <param name="Operation">The operation and its result.</param>
/// <param name="Site">File and line of the operation.</param>
/// <param name="Changes">The values that it changes.</param>
/// <param name="Notes">The events that the code reports to the monitors.</param>
public sealed record MergedOperation(
    string Operation, string Site, IReadOnlyList<Change> Changes, IReadOnlyList<string> Notes)
{
    /// <summary>The operation as data; null if only words are known.</summary>
    public PerformedOperation? Performed { get; init; }

    /// <summary>The accesses of the operation; empty if they are unknown, as in a trace read from a file.</summary>
    public IReadOnlyList<NamedAccess> Accesses { get; init; } = [];
}

/// <summary>A named value that a step changes.</summary>
/// <param name="Name">The name.</param>
/// <param name="Before">The old value.</param>
/// <param name="After">The new value.</param>
public readonly record struct Change(string Name, string Before, string After);
