using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Idealized;

/// <summary>OS isolation by running two platforms side by side.</summary>
public sealed class IdealTwoRunsScenario : IdealScenario
{
    /// <inheritdoc/>
    public override string Name => "ideal-two-runs";

    /// <inheritdoc/>
    public override string Summary =>
        "Two runs that differ in other OSes' secrets, in which other OSes do what they like, each run for itself: each OS sees the same.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = ParametersOf(errors: 0, fewestOses: 2);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = ["os-isolation", "deadlock-freedom"];

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "switch-without-flush",
            "os-isolation",
            "K-09 (94d0e5980d67: no local TLBI on a switch)",
            At(("oses", 2), ("caches", 1)),
            "switch-drops-lines",
            "Line by line is all of it, too.")
        {
            Family = Family.Secrecy,
        },
        new(
            "assign-cleans-for-trusted",
            "os-isolation",
            "H-14 (Hafnium: a page that is given up is not cleared)",
            At(("oses", 2), ("caches", 0)),
            "release-cleans",
            "It is cleared when it is given, too.")
        {
            Family = Family.Secrecy,
        },
    ];

    /// <inheritdoc/>
    private protected override IReadOnlyDictionary<string, Func<Shape, Platform>> Platforms { get; } =
        new Dictionary<string, Func<Shape, Platform>>
        {
            ["switch-without-flush"] = shape => new SwitchesWithoutFlush(shape),
            ["switch-drops-lines"] = shape => new SwitchesDroppingLines(shape),
            ["assign-cleans-for-trusted"] = shape => new AssignsCleanedForTrusted(shape),
            ["release-cleans"] = shape => new ReleasesCleaned(shape),
        };

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return new TwoRuns(PlatformOf(sizes, variant)).AsSystem();
    }
}
