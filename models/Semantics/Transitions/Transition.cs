namespace Interlock.Semantics.Transitions;

/// <summary>One step, as a reader sees it. If it is several operations, the parameters are about the first.</summary>
/// <param name="Actor">Whose step it is, by index.</param>
/// <param name="Choice">Which of the actor's outcomes it is.</param>
/// <param name="Operation">What is done, and what it answers.</param>
/// <param name="Site">File and line of the code that asked for it; empty where there is none.</param>
/// <param name="Changes">The values that it changes.</param>
/// <param name="Notes">What the code remarked to the monitors.</param>
public sealed record Transition(
    int Actor,
    int Choice,
    string Operation,
    string Site,
    IReadOnlyList<Change> Changes,
    IReadOnlyList<string> Notes)
{
    /// <summary>The operations after the first, in order, if the step is several that were merged.</summary>
    public IReadOnlyList<MergedOperation> Further { get; init; } = [];

    /// <summary>The first operation, for who draws it; null where only words are known, as in a trace that was read from a file.</summary>
    public PerformedOperation? Performed { get; init; }

    /// <summary>What the first operation accesses; empty where nobody knows, as of a step that was read from a file.</summary>
    public IReadOnlyList<NamedAccess> Accesses { get; init; } = [];

    /// <summary>All operations of the step, the first included.</summary>
    public IEnumerable<MergedOperation> Operations() =>
        Further.Prepend(new MergedOperation(Operation, Site, Changes, Notes) { Accesses = Accesses, Performed = Performed });
}

/// <summary>An operation within a step, after the step's first.</summary>
/// <param name="Operation">What is done, and what it answers.</param>
/// <param name="Site">File and line of the code that asked for it.</param>
/// <param name="Changes">The values that it changes.</param>
/// <param name="Notes">What the code remarked to the monitors.</param>
public sealed record MergedOperation(
    string Operation, string Site, IReadOnlyList<Change> Changes, IReadOnlyList<string> Notes)
{
    /// <summary>The operation, for who draws it; null where only words are known.</summary>
    public PerformedOperation? Performed { get; init; }

    /// <summary>What it accesses; empty where nobody knows, as of a step that was read from a file.</summary>
    public IReadOnlyList<NamedAccess> Accesses { get; init; } = [];
}

/// <summary>A named value that a step changes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Before">What it held.</param>
/// <param name="After">What it holds now.</param>
public readonly record struct Change(string Name, string Before, string After);
