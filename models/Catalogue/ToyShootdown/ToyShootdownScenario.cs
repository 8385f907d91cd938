using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.ToyShootdowns;

/// <summary>Workload W5: a TLB shoot-down as a plain model, without code.</summary>
public sealed class ToyShootdownScenario : Scenario
{
    // The model keeps a bit for every CPU and page in a word.
    private const int Bits = 64;

    private static readonly IReadOnlyList<DriverStep> Shipped = [DriverStep.Clear, DriverStep.Ask, DriverStep.Await, DriverStep.Give];

    /// <inheritdoc/>
    public override string Name => "toy-shootdown";

    /// <inheritdoc/>
    public override string Summary => "A driver takes pages away from CPUs with TLBs and gives them to somebody else.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("cpus", 2, 1, Bits, "CPUs that have a TLB"),
        new("pages", 2, 1, Bits, "pages that are given away"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = ["no-stale-translation", "deadlock-freedom", "progress"];

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = ShootdownMutants.All.Listed();

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var (cpus, pages) = (sizes["cpus"], sizes["pages"]);
        if (cpus * pages > Bits)
        {
            throw new ArgumentException($"{Name} takes at most {Bits} for cpus times pages, not {cpus} times {pages}.");
        }

        var driver = variant is null ? Shipped : Variant(ShootdownMutants.All.Parts(), variant);
        return new ToyShootdown(cpus, pages, driver).AsSystem();
    }
}
