namespace Interlock.Semantics.Scenarios;

/// <summary>What a scenario makes of its <see cref="SeededBug{TPart}"/>s.</summary>
public static class SeededBugs
{
    /// <summary>The mutants, as a scenario lists them.</summary>
    public static IReadOnlyList<Mutant> Listed<TPart>(this IEnumerable<SeededBug<TPart>> bugs) => [.. bugs.Select(bug => bug.Listed)];

    /// <summary>The part of each bug and of each benign variant, by name. Several bugs may have one benign variant.</summary>
    public static IReadOnlyDictionary<string, TPart> Parts<TPart>(this IEnumerable<SeededBug<TPart>> bugs) => bugs
        .SelectMany(bug => new[] { (bug.Name, Part: bug.Bug), (bug.Benign.Name, bug.Benign.Part) })
        .DistinctBy(variant => variant.Name)
        .ToDictionary(variant => variant.Name, variant => variant.Part);
}
