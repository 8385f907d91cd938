using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Idealized;

/// <summary>The idealized platform with its second extension: what is refused is answered with an error.</summary>
public sealed class IdealErrorsScenario : IdealScenario
{
    /// <inheritdoc/>
    public override string Name => "ideal-errors";

    /// <inheritdoc/>
    public override string Summary => "As ideal-platform, but OSes also ask for what is refused, and are told why.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = ParametersOf(caches: 0);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
    [
        "errors-change-nothing", "valid-mode", "valid-map", "valid-tables", "valid-caches", "read-isolation", "write-isolation",
        "refines-axioms", "deadlock-freedom",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes, "valid-caches");

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "error-path-writes",
            "errors-change-nothing",
            "R-06 (TF-RMM fa5d9b16: a state transition on the failing path)",
            At(("oses", 1)),
            "error-path-maps-again",
            "What is written is what was there.")
        {
            Family = Family.ErrorPaths,
        },
    ];

    /// <inheritdoc/>
    private protected override IReadOnlyDictionary<string, Func<Shape, Platform>> Platforms { get; } =
        new Dictionary<string, Func<Shape, Platform>>
        {
            ["error-path-writes"] = shape => new RefusesTooLate(shape),
            ["error-path-maps-again"] = shape => new RefusesMappingAgain(shape),
        };

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return new PlatformModel(PlatformOf(sizes, variant)).AsSystem();
    }
}
