using Interlock.Catalogue.Engine.Scenarios;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>
/// The engine's calls lead to exactly as many states of tables and owners as SPIN 6.5.2 finds for what the calls are documented to
/// do: <c>Truth/page-tables.pml</c> and <c>Truth/block-tables.pml</c>, which know nothing of locks, TLBs or descriptors.
/// </summary>
public sealed class TableStateTests
{
    // SPIN also finds the counts of the default sizes, which README's check shows: 986 and 2,936; and for 4 pages, 1 VM, 2 shares:
    // 1,448 of pages and, as a run by hand does, 4,408 of blocks.
    [Theory]
    [InlineData(2, 1, 1, 28)]
    [InlineData(2, 2, 1, 58)]
    [InlineData(2, 2, 2, 74)]
    [InlineData(3, 1, 1, 230)]
    public void Trees_of_one_level(int pages, int vms, int shares, long states) =>
        AssertStates(PageTablesScenario.OfPages, new() { ["pages"] = pages, ["vms"] = vms, ["shares"] = shares }, states);

    [Theory]
    [InlineData(3, 1, 182)]
    [InlineData(3, 2, 230)]
    public void Trees_of_two_levels(int pages, int shares, long states) =>
        AssertStates(PageTablesScenario.OfBlocks, new() { ["pages"] = pages, ["shares"] = shares }, states);

    private static void AssertStates(PageTablesScenario scenario, Dictionary<string, int> sizes, long states)
    {
        var system = scenario.Build(new Sizes(scenario, sizes));

        var report = new Exploration(system, new SearchOptions()).Run();

        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Equal(states, Assert.Single(system.Distinct).Value);
    }
}
