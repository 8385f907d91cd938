using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine.Variants;

/// <summary>A seeded bug of the engine.</summary>
/// <param name="Family">What kind of bug it is.</param>
/// <param name="Scenario">The smallest scenario that finds it.</param>
/// <param name="Name">As on the command line.</param>
/// <param name="Property">The property that it must break.</param>
/// <param name="Origin">The real bug that it is taken from.</param>
/// <param name="Wrong">What goes wrong, in a line.</param>
/// <param name="Bug">What differs from the production engine.</param>
/// <param name="Neighbour">The harmless variant beside it.</param>
internal sealed record EngineMutant(
    Family Family,
    string Scenario,
    string Name,
    string Property,
    string Origin,
    string Wrong,
    Variation Bug,
    NearMiss Neighbour)
{
    /// <summary>The smallest sizes at which it is found; those that it does not name are the scenario's defaults.</summary>
    public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>();

    /// <summary>The bug as its scenario lists it.</summary>
    public Mutant Listed => new(Name, Property, Origin, Sizes, Neighbour.Name, Neighbour.Harmless) { Family = Family, Wrong = Wrong };
}
