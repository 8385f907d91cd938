using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Idealized;

/// <summary>Transparency: an OS on the shared platform finds what it would find alone.</summary>
public sealed class IdealTransparencyScenario : IdealScenario
{
    /// <inheritdoc/>
    public override string Name => "ideal-transparency";

    /// <inheritdoc/>
    public override string Summary =>
        "A platform that OSes share, beside one that an OS has alone and that follows what concerns it: the OS finds and can do the " +
        "same on both.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = ParametersOf(errors: 0, fewestOses: 2);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = ["transparency", "deadlock-freedom"];

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "switch-keeps-register",
            "transparency",
            "H-14 (Hafnium d89f5d43: what another left is found)",
            At(("oses", 2), ("caches", 0), ("errors", 0)),
            "switch-saves-register",
            "It is where it was.")
        {
            Family = Family.Control,
        },
        new(
            "pin-one-at-a-time",
            "transparency",
            "R-06 (as TF-RMM a773789a: the state of one decides about another)",
            At(("oses", 2), ("caches", 0), ("errors", 0)),
            "pin-where-asked",
            "What is done at the request of an OS is done while its request is open.")
        {
            Family = Family.Secrecy,
        },
    ];

    /// <inheritdoc/>
    private protected override IReadOnlyDictionary<string, Func<Shape, Platform>> Platforms { get; } =
        new Dictionary<string, Func<Shape, Platform>>
        {
            ["switch-keeps-register"] = shape => new SwitchesKeepingRegister(shape),
            ["switch-saves-register"] = shape => new SwitchesSavingRegister(shape),
            ["pin-one-at-a-time"] = shape => new PinsOneAtATime(shape),
            ["pin-where-asked"] = shape => new PinsWhereAsked(shape),
        };

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var shared = PlatformOf(sizes, variant);
        return new Erasure(shared, new Platform(shared.Shape with { HasCaches = false })).AsSystem();
    }
}
