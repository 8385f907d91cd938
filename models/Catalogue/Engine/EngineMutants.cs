using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>The engine's seeded bugs and their benign variants, all families together.</summary>
internal static class EngineMutants
{
    private static readonly IReadOnlyList<EngineMutant> All =
    [
        .. LockMutants.All,
        .. TableMutants.All,
        .. TlbMutants.All,
        .. VmidMutants.All,
        .. OwnershipMutants.All,
        .. LifecycleMutants.All,
        .. PublicationMutants.All,
        .. CountMutants.All,
        .. ErrorMutants.All,
        .. AbortMutants.All,
        .. SecrecyMutants.All,
        .. AvailabilityMutants.All,
    ];

    private static readonly IReadOnlyDictionary<string, Variation> Variations = All
        .SelectMany(mutant => new[] { (mutant.Name, mutant.Bug), (mutant.Neighbour.Name, mutant.Neighbour.Variation) })
        .DistinctBy(pair => pair.Name)
        .ToDictionary(pair => pair.Name, pair => pair.Item2);

    /// <summary>Those of which a scenario is the smallest that finds them.</summary>
    public static IReadOnlyList<Mutant> In(string scenario) =>
        [.. All.Where(mutant => mutant.Scenario == scenario).Select(mutant => mutant.Listed)];

    /// <summary>What differs in a mutant or a benign variant; null if there is none of that name.</summary>
    public static Variation? Find(string? variant) => variant is null ? null : Variations.GetValueOrDefault(variant);
}
