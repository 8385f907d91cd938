using Interlock.Models.Scenarios;
using Interlock.Models.Scenarios.Isolation;

namespace Interlock.CoyoteTests.Models;

/// <summary>
/// Mutants to try what is tried of a mutant's counterexample, and not of the mutant: all of the primitives, and of the engine, which has
/// many in the same few scenarios, the first of each race and some of the rest.
/// </summary>
internal static class SomeMutants
{
    private const int OfCalls = 5;

    /// <summary>The mutants with their scenarios.</summary>
    public static IEnumerable<(Scenario Scenario, Mutant Mutant)> Pairs => Catalogue.All.SelectMany(scenario => scenario.Mutants
        .Take(scenario switch
        {
            RaceScenario => 1,
            EngineScenario => OfCalls,
            _ => int.MaxValue,
        })
        .Select(mutant => (scenario, mutant)));
}
