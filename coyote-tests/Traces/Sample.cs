using Interlock.Models.Scenarios;

namespace Interlock.CoyoteTests.Traces;

/// <summary>Seeded bugs to try what costs time on: all of the small scenarios, and one of each scenario of the engine.</summary>
internal static class Sample
{
    public static IEnumerable<(Scenario Scenario, Mutant Mutant)> Mutants() => Catalogue.All.SelectMany(scenario => scenario.Mutants
        .Take(scenario.Parameters.Any(parameter => parameter.Name == "cpus") ? 1 : int.MaxValue)
        .Select(mutant => (scenario, mutant)));
}
