using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Idealized;

/// <summary>OS isolation by its unwinding conditions.</summary>
public sealed class IdealUnwindingScenario : IdealScenario
{
    /// <inheritdoc/>
    public override string Name => "ideal-unwinding";

    /// <inheritdoc/>
    public override string Summary =>
        "From every two states that an OS cannot tell apart, and every state, any one action: OS isolation by its unwinding conditions.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = ParametersOf(errors: 0);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = ["step-consistency", "local-respect"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "assign-without-cleaning",
            "step-consistency",
            "H-14 (Hafnium: a page that is given up is not cleared)",
            At(("oses", 1), ("caches", 0), ("errors", 0)),
            "release-cleans",
            "It is cleared when it is given, too.")
        {
            Family = Family.Secrecy,
        },
        new(
            "return-answers-all",
            "local-respect",
            "R-06 (TF-RMM a773789a: what is done to one is done to another)",
            At(("oses", 2), ("caches", 0), ("errors", 0)),
            "return-answers-first",
            "Nobody sees the state in between.")
        {
            Family = Family.Control,
        },
    ];

    /// <inheritdoc/>
    private protected override IReadOnlyDictionary<string, Func<Shape, Platform>> Platforms { get; } =
        new Dictionary<string, Func<Shape, Platform>>
        {
            ["assign-without-cleaning"] = shape => new AssignsUncleaned(shape),
            ["release-cleans"] = shape => new ReleasesCleaned(shape),
            ["return-answers-all"] = shape => new AnswersAll(shape),
            ["return-answers-first"] = shape => new AnswersFirst(shape),
        };

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return new Unwinding(PlatformOf(sizes, variant)).AsSystem();
    }
}
