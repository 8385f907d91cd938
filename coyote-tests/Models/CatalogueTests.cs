using Interlock.Catalogue;
using Interlock.Catalogue.Mutexes;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models;

public sealed class CatalogueTests
{
    [Fact]
    public void Names_are_unique() =>
        Assert.Equal(ScenarioList.All.Count, ScenarioList.All.Select(scenario => scenario.Name).Distinct().Count());

    [Fact]
    public void Every_scenario_of_the_assembly_is_in_it()
    {
        var scenarios = typeof(ScenarioList).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract);

        Assert.All(scenarios, type => Assert.Contains(ScenarioList.All, scenario => scenario.GetType() == type));
    }

    // The family that a mutant has if nobody says which.
    [Fact]
    public void Only_locks_have_mutants_of_the_family_of_locks() => Assert.All(
        ScenarioList.All.Where(scenario => scenario.Name.StartsWith("ideal-", StringComparison.Ordinal)
            || scenario.Name.EndsWith("-availability", StringComparison.Ordinal)),
        scenario => Assert.DoesNotContain(scenario.Mutants, mutant => mutant.Family == Family.Locks));

    [Fact]
    public void Scenario_is_found_by_name() => Assert.IsType<MutexScenario>(ScenarioList.Find("mutex"));

    [Fact]
    public void Unknown_scenario_is_refused_with_the_nearest_and_all_known() => Assert.Equal(
        "There is no scenario 'tickt-lok' (the nearest is 'ticket-lock'); " +
        $"there are: {string.Join(", ", ScenarioList.All.Select(scenario => scenario.Name))}.",
        Assert.Throws<ArgumentException>(() => ScenarioList.Find("tickt-lok")).Message);
}
