namespace Interlock.Semantics.Scenarios;

/// <summary>A seeded bug, and beside it a benign variant that must pass.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Property">The property that it must break.</param>
/// <param name="Origin">The real bug that it is taken from.</param>
/// <param name="Sizes">The smallest sizes at which it is found; those that it does not name are the defaults.</param>
/// <param name="NearMiss">The name of the benign variant.</param>
/// <param name="Harmless">Why the benign variant breaks no property.</param>
public sealed record Mutant(
    string Name,
    string Property,
    string Origin,
    IReadOnlyDictionary<string, int> Sizes,
    string NearMiss,
    string Harmless)
{
    /// <summary>The family of the bug.</summary>
    public Family Family { get; init; } = Family.Locks;

    /// <summary>The consequence of the bug, in a line; null if the message of the violation is enough.</summary>
    public string? Wrong { get; init; }
}
