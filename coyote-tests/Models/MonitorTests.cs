using Interlock.Explorer.Search;
using Interlock.Models.Monitors;
using Interlock.Models.Scenarios;
using Interlock.Models.Systems;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Every monitor has been seen to find something.</summary>
public sealed class MonitorTests
{
    public static TheoryData<string> Monitors => [.. typeof(Monitor).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Monitor)) && !type.IsAbstract)
        .Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Monitors))]
    public void A_mutant_breaks_the_monitor(string name)
    {
        var broken = Catalogue.All
            .Where(scenario => scenario.ForThreads(new Sizes(scenario)) is not null)
            .SelectMany(scenario => scenario.Mutants, (scenario, mutant) => (scenario, mutant))
            .Any(pair => IsBroken(name, pair.scenario, pair.mutant));

        Assert.True(broken, $"no mutant breaks the monitor {name}, so nothing shows that it can find anything");
    }

    private static bool IsBroken(string name, Scenario scenario, Mutant mutant)
    {
        var sizes = new Sizes(scenario, mutant.Sizes);
        var watches = scenario.ForThreads(sizes, mutant.Name)!.Monitors
            .Any(monitor => monitor.GetType().Name == name && monitor.Property == mutant.Property);
        if (!watches)
        {
            return false;
        }

        var violation = new Exploration(scenario.Build(sizes, mutant.Name)).Run().Violation;
        return violation?.Kind == ViolationKind.Monitor && violation.Property == mutant.Property;
    }
}
