namespace Interlock.Semantics.Scenarios;

/// <summary>A seeded bug, and beside it a harmless variant that must not be flagged.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Property">The property that it must break.</param>
/// <param name="Origin">The real bug that it is taken from.</param>
/// <param name="Sizes">The smallest sizes at which it is found; those that it does not name are the defaults.</param>
/// <param name="NearMiss">The harmless variant's name.</param>
/// <param name="Harmless">Why the harmless variant is harmless.</param>
public sealed record Mutant(
    string Name,
    string Property,
    string Origin,
    IReadOnlyDictionary<string, int> Sizes,
    string NearMiss,
    string Harmless)
{
    /// <summary>What kind of bug it is.</summary>
    public Family Family { get; init; } = Family.Locks;

    /// <summary>What goes wrong, in a line; null if the violation's own message says it.</summary>
    public string? Wrong { get; init; }
}
