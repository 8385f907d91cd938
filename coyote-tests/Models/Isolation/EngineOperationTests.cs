using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.SelfComposition;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>
/// Every operation that the engine asks for is explored, and what merging says of engines without one is what the whole search says.
/// </summary>
[Trait("Category", "Long")]
public sealed class EngineOperationTests
{
    private static readonly (string Scenario, string Sizes)[] Explored =
    [
        ("unmap-access", "locks=0"),
        ("permit-fault", "locks=0"),
        ("guest-share", "locks=0"),
        ("split-merge", "locks=0"),
        ("teardown-run", "locks=0"),
        ("rollover-load", "locks=0"),
        ("page-tables", "pages=2"),
        ("block-tables", ""),
        ("secret-calls", ""),
        ("switch-flush", ""),
    ];

    [Fact]
    public void Every_operation_of_the_engine_is_explored()
    {
        var seen = Explored.SelectMany(pair => SitesSeen(pair.Scenario, pair.Sizes)).ToHashSet();
        var asked = Repo.Files("*.cs").Where(file => file.StartsWith("engine/", StringComparison.Ordinal)).SelectMany(OperationsOf);

        Assert.Empty(asked.Except(seen));
    }

    public static TheoryData<string, string> Maintenance
    {
        get
        {
            var operations = OperationsOf("engine/Tables/TlbMaintenance.cs").Concat(OperationsOf("engine/Tables/TableWriter.cs"));
            var all = new TheoryData<string, string>();
            foreach (var operation in operations)
            {
                all.Add("unmap-access", operation);
                all.Add("guest-share", operation);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Maintenance))]
    public void Merged_or_not_an_engine_without_an_operation_is_judged_the_same(string race, string operation)
    {
        var merged = Explore(race, LockForm.Specification, operation);
        var whole = Explore(race, LockForm.SpecificationUnmerged, operation);

        Assert.Equal(whole.Verdict, merged.Verdict);
        Assert.True(merged.States <= whole.States || whole.Verdict == Verdict.Violated);
    }

    [Theory]
    [InlineData("engine/Tables/TableWriter.cs:1")]
    [InlineData("nowhere:3")]
    public void An_operation_that_is_not_there_cannot_be_dropped(string operation)
    {
        var report = Explore("map-unmap", LockForm.Specification, operation);

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains($"never seen: an operation at {operation} that could be dropped", report.Error, StringComparison.Ordinal);
    }

    private static Report Explore(string race, LockForm locks, string operation)
    {
        var scenario = ScenarioList.Find(race);
        return new Exploration(scenario.Build(
            new Sizes(scenario, new Dictionary<string, int> { ["locks"] = (int)locks }), $"without:{operation}")).Run();
    }

    private static IEnumerable<string> SitesSeen(string name, string sizes)
    {
        var scenario = ScenarioList.Find(name);
        var asked = sizes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(size => size.Split('=')).ToDictionary(size => size[0], size => int.Parse(size[1]));
        var system = scenario.Build(new Sizes(scenario, asked));
        Assert.Equal(Verdict.Verified, new Exploration(system).Run().Verdict);
        return (system as ProgramSystem ?? ((TwoLanes)system).OneExecution).OperationsSeen.Select(operation => operation.Site.ToString());
    }

    // Lines that ask a CPU for an operation.
    private static IEnumerable<string> OperationsOf(string file) => File.ReadAllLines(Repo.PathOf(file))
        .Select((line, index) => (line, index))
        .Where(pair => pair.line.Contains("await cpu.", StringComparison.Ordinal))
        .Select(pair => $"{file}:{pair.index + 1}");
}
