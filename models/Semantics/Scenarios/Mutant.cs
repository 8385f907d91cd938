using Interlock.Semantics.Machines;

namespace Interlock.Semantics.Scenarios;

/// <summary>A seeded bug, and beside it a benign variant that must pass.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Property">The property that it must break.</param>
/// <param name="Origin">The real bug that it is taken from.</param>
/// <param name="Sizes">
/// The smallest sizes at which it is found; those that it does not name are the defaults. A memory model is one of them, by its name in
/// <see cref="MemoryModels.All"/>, if the bug needs one.
/// </param>
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

    /// <summary>The memory model at which it is looked for, of <see cref="MemoryModels.All"/>; null for sequential consistency.</summary>
    public string? Memory => Sizes.Keys.FirstOrDefault(MemoryModels.All.ContainsKey);

    /// <summary>
    /// The models of <see cref="MemoryModels.All"/> under which it breaks nothing at its sizes; under sequential consistency it breaks
    /// nothing either, and under all other models it is found. Empty for a bug that sequential consistency shows.
    /// </summary>
    public IReadOnlyList<string> HiddenUnder { get; init; } = [];

    /// <summary>Its sizes under another memory model.</summary>
    /// <param name="model">One of <see cref="MemoryModels.All"/>; null for sequential consistency.</param>
    public IReadOnlyDictionary<string, int> SizesUnder(string? model)
    {
        var sizes = Sizes.Where(size => !MemoryModels.All.ContainsKey(size.Key)).ToDictionary();
        if (model is not null)
        {
            sizes[model] = 1;
        }

        return sizes;
    }
}
