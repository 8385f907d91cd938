namespace Interlock.Semantics.Scenarios;

/// <summary>
/// A mutant in one record: the bug, what it is taken from, and a benign variant beside it, each with the part that stands in for production
/// code. <see cref="SeededBugs"/> makes of a list of them what a scenario lists and builds.
/// </summary>
/// <typeparam name="TPart">What a scenario puts in the place of production code.</typeparam>
/// <param name="Name">As on the command line.</param>
/// <param name="Property">The property that it must break.</param>
/// <param name="Origin">The real bug that it is taken from.</param>
/// <param name="Sizes">See <see cref="Mutant.Sizes"/>.</param>
/// <param name="Bug">The part that is wrong.</param>
/// <param name="Benign">The variant that must pass.</param>
public sealed record SeededBug<TPart>(
    string Name,
    string Property,
    string Origin,
    IReadOnlyDictionary<string, int> Sizes,
    TPart Bug,
    BenignVariant<TPart> Benign)
{
    /// <summary>The family of the bug.</summary>
    public Family Family { get; init; } = Family.Locks;

    /// <summary>The consequence of the bug, in a line; null if the message of the violation is enough.</summary>
    public string? Wrong { get; init; }

    /// <summary>See <see cref="Mutant.HiddenUnder"/>.</summary>
    public IReadOnlyList<string> HiddenUnder { get; init; } = [];

    /// <summary>The bug as its scenario lists it.</summary>
    public Mutant Listed => new(Name, Property, Origin, Sizes, Benign.Name, Benign.Harmless)
    {
        Family = Family,
        Wrong = Wrong,
        HiddenUnder = HiddenUnder,
    };
}
