using Interlock.Catalogue;
using Interlock.CoyoteTests.Models;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>Every recorded trace is reproduced, and is what the explorer finds today, byte for byte.</summary>
[Trait("Category", "Long")]
public sealed class ReplayTests
{
    public static TheoryData<string, string> Mutants => AllMutants.Pairs.Names();

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Every_mutant_has_a_trace_that_replays(string scenarioName, string mutantName)
    {
        var scenario = ScenarioList.Find(scenarioName);
        var sizes = new Sizes(scenario, scenario.Mutants.Single(mutant => mutant.Name == mutantName).Sizes);
        var report = Explored.At(scenario, sizes.Values, mutantName);
        var found = TraceFile.Write(Recording.Record(scenario, sizes, mutantName, report.Counterexample!));
        Expected.InFile($"traces/{scenarioName}/{mutantName}.json", found);

        var recorded = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", scenarioName, $"{mutantName}.json")));
        Assert.Null(Recording.Confirm(recorded, ScenarioList.All).Divergence);
    }

    [Fact]
    public void Every_trace_belongs_to_a_mutant() => Assert.All(
        Repo.Files("*.json").Where(path => path.StartsWith("traces/", StringComparison.Ordinal)),
        path => Assert.Contains(
            AllMutants.Pairs.Select(pair => $"traces/{pair.Scenario.Name}/{pair.Mutant.Name}.json"),
            expected => expected == path));
}
