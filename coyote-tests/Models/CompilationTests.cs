extern alias unoptimized;

using DebugCatalogue = unoptimized::Interlock.Catalogue.ScenarioList;
using DebugSizes = Interlock.Semantics.Scenarios.Sizes;
using Interlock.Catalogue;
using Interlock.Catalogue.Engine.Scenarios;
using Interlock.Explorer.Search;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Mutants and benign variants have the same states whether a Release or a Debug build compiled them.</summary>
[Trait("Category", "Long")]
public sealed class CompilationTests
{
    public static TheoryData<string, string> Variants
    {
        get
        {
            var variants = new TheoryData<string, string>();
            foreach (var scenario in ScenarioList.All)
            {
                foreach (var variant in scenario.Mutants.SelectMany(mutant => new[] { mutant.Name, mutant.NearMiss }).Distinct())
                {
                    variants.Add(scenario.Name, variant);
                }
            }

            return variants;
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Both_compilations_have_the_same_counts(string scenarioName, string variant)
    {
        var (release, debug) = (ScenarioList.Find(scenarioName), DebugCatalogue.Find(scenarioName));

        // The benign variants of the engine are large where they are verified: they are compared at the sizes of their mutants.
        var sizes = release is EngineScenario or RaceScenario
            ? release.Mutants.FirstOrDefault(mutant => mutant.NearMiss == variant)?.Sizes
            : null;

        var one = new Exploration(release.Build(new Sizes(release, sizes), variant)).Run();
        var other = new Exploration(debug.Build(new DebugSizes(debug, sizes), variant)).Run();

        Assert.Equal(
            (one.Verdict, one.States, one.Transitions, one.Violation?.Message),
            (other.Verdict, other.States, other.Transitions, other.Violation?.Message));
    }
}
