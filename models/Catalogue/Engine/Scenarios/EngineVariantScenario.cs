using Interlock.Isolation.Harness;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>A scenario of the engine, and of any variant of it.</summary>
public abstract class EngineVariantScenario : Scenario
{
    private const string WithoutOperation = "without";

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants => EngineMutants.In(Name);

    /// <summary>
    /// How the engine of a name differs from the production engine. The name is a mutant's or a benign variant's, or
    /// <c>without:FILE:LINE</c>: then the operation at that place of the source becomes a no-op.
    /// </summary>
    /// <param name="variant">The name; null for the production engine.</param>
    /// <returns>What differs; null if nothing does.</returns>
    /// <exception cref="ArgumentException">There is no such variant.</exception>
    protected virtual EngineVariant? VariantOf(string? variant) => variant is null
        ? null
        : Without(variant) ?? EngineMutants.Find(variant)?.OfEngine ?? throw NoVariant(variant);

    private static EngineVariant? Without(string variant) =>
        variant.Split(':') is [WithoutOperation, var file, var line] && int.TryParse(line, out var number)
            ? new EngineVariant(Dropped: new Site($"/_/{file}", number))
            : null;
}
