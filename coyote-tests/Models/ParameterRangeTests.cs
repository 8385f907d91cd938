using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>
/// Every size that a scenario declares works at both ends of its range, alone with the other sizes as they are and with all of them as
/// small as can be: a search begins and comes to something that can be said, or the sizes are refused in a sentence before it.
/// </summary>
[Trait("Category", "Long")]
public sealed class ParameterRangeTests
{
    public static TheoryData<string, string, int, bool> Ends
    {
        get
        {
            var ends = new TheoryData<string, string, int, bool>();
            foreach (var scenario in ScenarioList.All)
            {
                foreach (var parameter in scenario.Parameters)
                {
                    foreach (var end in new[] { parameter.Min, parameter.Max }.Distinct())
                    {
                        ends.Add(scenario.Name, parameter.Name, end, false);
                        ends.Add(scenario.Name, parameter.Name, end, true);
                    }
                }
            }

            return ends;
        }
    }

    // Tickets that wrap before all that wait are served are given out twice: the lock is broken at that size, and that is what is to be said.
    private static readonly Dictionary<(string Scenario, string Parameter, int Value), string> Broken = new()
    {
        [("ticket-lock", "modulus", 2)] = "fifo-order",
        [("ticket-lock-availability", "modulus", 2)] = "starvation-freedom",
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void It_works(string name, string parameter, int value, bool othersAreSmallest)
    {
        var scenario = ScenarioList.Find(name);
        var asked = scenario.Parameters.ToDictionary(known => known.Name, known => othersAreSmallest ? known.Min : known.Default);
        asked[parameter] = value;
        var sizes = new Sizes(scenario, asked);
        Interlock.Semantics.Transitions.TransitionSystem system;
        try
        {
            system = scenario.Build(sizes);
        }
        catch (ArgumentException refused)
        {
            Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
            return;
        }

        var report = new Exploration(system, new SearchOptions(MaxStates: 3_000, MaxTime: TimeSpan.FromSeconds(5))).Run();

        if (!othersAreSmallest && Broken.TryGetValue((name, parameter, value), out var property))
        {
            Assert.Equal(property, report.Violation?.Property);
            return;
        }

        Assert.True(report.Verdict is Verdict.Verified or Verdict.Incomplete, $"{report.Verdict}: {report.Error}{report.Violation}");
    }
}
