using Interlock.Catalogue;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Every mutant of the catalogue.</summary>
internal static class AllMutants
{
    /// <summary>The mutants with their scenarios.</summary>
    public static IEnumerable<(Scenario Scenario, Mutant Mutant)> Pairs =>
        ScenarioList.All.SelectMany(scenario => scenario.Mutants.Select(mutant => (scenario, mutant)));

    /// <summary>The names of scenarios and of mutants, for a theory.</summary>
    public static TheoryData<string, string> Names(this IEnumerable<(Scenario Scenario, Mutant Mutant)> pairs)
    {
        var names = new TheoryData<string, string>();
        foreach (var (scenario, mutant) in pairs)
        {
            names.Add(scenario.Name, mutant.Name);
        }

        return names;
    }
}
