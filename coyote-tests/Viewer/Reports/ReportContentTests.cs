using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Scenarios;
using Interlock.Viewer.Reports;
using Xunit;

namespace Interlock.CoyoteTests.Viewer.Reports;

/// <summary>What a report says of what was checked, and of what was not.</summary>
public sealed class ReportContentTests
{
    [Fact]
    public void Every_property_says_what_it_demands() => Assert.All(
        ScenarioList.All.SelectMany(scenario => scenario.Properties).Distinct(),
        property => Assert.True(
            PropertyMeanings.Of(property).Demand.Length > 0, $"'{property}' has no meaning in tools/Viewer/Reports/PropertyMeanings.cs"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Depths_are_the_levels_of_the_graph(int workers)
    {
        var scenario = ScenarioList.Find("ticket-lock");
        var system = scenario.Build(new Sizes(scenario, new Dictionary<string, int> { ["vcpus"] = 2 }));

        var report = new Exploration(system, new SearchOptions(Workers: workers)).Run();

        Assert.Equal(Levels(scenario.Build(new Sizes(scenario, new Dictionary<string, int> { ["vcpus"] = 2 }))), report.Depths);
        Assert.Equal(report.States, report.Depths.Sum());
        Assert.Equal(report.Depth, report.Depths.Count - 1);
    }

    [Fact]
    public void Depth_first_has_no_distances_to_tell()
    {
        var scenario = ScenarioList.Find("ticket-lock");

        var report = new Exploration(scenario.Build(new Sizes(scenario)), new SearchOptions(SearchOrder.DepthFirst)).Run();

        Assert.Empty(report.Depths);
    }

    [Fact]
    public void A_bound_a_sample_and_a_violation_say_what_they_leave_out()
    {
        var scenario = ScenarioList.Find("ticket-lock");
        var bounded = new Exploration(scenario.Build(new Sizes(scenario)), new SearchOptions(MaxStates: 50)).Run();
        var sampled = new RandomWalks(scenario.Build(new Sizes(scenario)), new WalkOptions(Walks: 3)).Run();
        var complete = new Exploration(scenario.Build(new Sizes(scenario)), new SearchOptions(Fingerprint: FingerprintKind.Exact)).Run();

        Assert.Contains(Limits.Of(bounded), text => text.Contains("not expanded", StringComparison.Ordinal));
        Assert.Contains(Limits.Of(sampled), text => text.Contains("no random walk", StringComparison.Ordinal));
        Assert.Equal(complete.Assumptions.Select(assumption => $"Assumed: {assumption}."), Limits.Of(complete));
    }

    [Fact]
    public void Lines_are_shown_of_sources_as_they_were_compiled_only()
    {
        var folder = Directory.CreateTempSubdirectory("interlock-tests-").FullName;
        try
        {
            const string File1 = "sync/Primitives/FutexMutex.cs";
            Directory.CreateDirectory(Path.Combine(folder, "sync/Primitives"));
            File.WriteAllText(Path.Combine(folder, "Concurrency.sln"), string.Empty);
            File.Copy(Repo.PathOf(File1), Path.Combine(folder, File1));

            var lines = new Sources(folder).LinesAround([$"{File1}:25", "../outside.cs:1", "no/such.cs:1", string.Empty]);
            File.AppendAllText(Path.Combine(folder, File1), "// edited\n");
            var edited = new Sources(folder).LinesAround([$"{File1}:25"]);

            Assert.Equal([File1], lines.Keys);
            Assert.Equal(File.ReadAllLines(Repo.PathOf(File1))[24], lines[File1][25]);
            Assert.Empty(edited);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<long> Levels(Interlock.Semantics.Transitions.TransitionSystem system)
    {
        var expansion = new Interlock.Semantics.Transitions.Expansion(system.Width, system.Witnesses.Count, wide: false);
        var seen = new HashSet<string>();
        var level = new List<ulong[]>();
        var levels = new List<long>();
        void Add(List<ulong[]> to)
        {
            for (var index = 0; index < expansion.Count; index++)
            {
                var state = expansion.State(index).ToArray();
                if (seen.Add(string.Join(',', state)))
                {
                    to.Add(state);
                }
            }
        }

        system.Start(expansion);
        Add(level);
        while (level.Count > 0)
        {
            levels.Add(level.Count);
            var next = new List<ulong[]>();
            foreach (var state in level)
            {
                system.Expand(state, expansion);
                Add(next);
            }

            level = next;
        }

        return levels;
    }
}
