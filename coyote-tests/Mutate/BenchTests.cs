using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Mutate;
using Interlock.Mutate.Reach;
using Interlock.Mutate.Sources;
using Interlock.Mutate.Trials;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Mutate;

/// <summary>Code that is compiled again is explored as production code is, and a change of it is noticed.</summary>
[Trait("Category", "Long")]
public sealed class BenchTests
{
    private static readonly Clone Here = Clone.Around(Repo.Root);
    private static readonly Bench Bench = new(Here, AppContext.BaseDirectory);

    [Theory]
    [InlineData("sync", "ticket-lock", "map-unmap")]
    [InlineData("engine", "map-unmap", "memory-calls")]
    public void As_it_is_it_has_the_states_that_ship(string room, params string[] scenarios)
    {
        var answer = Bench.Try(new BenchRequest(room, [], [.. scenarios.Select(Trial)]));

        Assert.Empty(answer.Errors);
        Assert.Equal(scenarios.Select(Shipped), answer.Results.Select(result => (result.Scenario, result.Conclusion, result.States)));
    }

    [Fact]
    public void With_probes_too()
    {
        var code = new ReachedCode(Here, AppContext.BaseDirectory);
        string[] scenarios = ["ticket-lock", "map-unmap"];

        var reached = code.Explore(scenarios.Select(Trial)).ToList();

        Assert.Equal(
            scenarios.Select(Shipped), reached.Select(
                scenario => (scenario.Result.Scenario, scenario.Result.Conclusion, scenario.Result.States)));
        var (of, locks) = (code.All.ToList(), reached[0].Taken);
        Assert.True(locks[of.FindIndex(probe => probe.File == "sync/Primitives/TicketLock.cs")]);
        Assert.DoesNotContain(
            Enumerable.Range(0, of.Count).Where(index => locks[index]),
            index => of[index].File.StartsWith("engine/", StringComparison.Ordinal));
        Assert.Contains(Enumerable.Range(0, of.Count).Where(index => reached[1].Taken[index]), index => of[index].Member == "ForgetIpa");
        Assert.DoesNotContain(
            Enumerable.Range(0, of.Count).Where(index => reached[1].Taken[index]), index => of[index].Member == "ForgetAll");
    }

    [Theory]
    [InlineData("sync/Primitives/TicketLock.cs", "tear", "ticket-lock")]
    [InlineData("sync/Primitives/TicketLock.cs", "unchanged", "ticket-lock")]
    [InlineData("engine/Tables/TlbMaintenance.cs", "weaken", "unmap-access")]
    [InlineData("engine/Hypercalls/MemoryLocks.cs", "without-lock", "map-unmap")]
    public void A_change_is_killed(string file, string kind, string scenario)
    {
        // One of each is enough here: the whole run is a command.
        var mutation = Of(file).First(mutation => mutation.Operator == kind);

        var answer = Bench.Try(new BenchRequest(mutation.Room.Name, mutation.Edits, [Trial(scenario)]));

        Assert.Equal(Conclusion.Violated, Assert.Single(answer.Results).Conclusion);
    }

    [Fact]
    public void What_does_not_compile_is_no_program()
    {
        var answer = Bench.Try(new BenchRequest("engine", [new Edit("engine/Parts/Core.cs", 0, 5, "using")], [Trial("map-unmap")]));
        var broken = Bench.Try(new BenchRequest("engine", [new Edit("engine/Parts/Core.cs", 0, 5, "abusing")], [Trial("map-unmap")]));

        Assert.Equal(Conclusion.Verified, Assert.Single(answer.Results).Conclusion);
        Assert.NotEmpty(broken.Errors);
        Assert.Empty(broken.Results);
    }

    private static IEnumerable<Mutation> Of(string file)
    {
        var room = Room.Find(file.Split('/')[0]);
        return Mutations.Of(room, Bench.Compiler(room)).Where(mutation => mutation.File == file);
    }

    private static TrialRequest Trial(string scenario) => new(scenario, 0, 600);

    private static (string Scenario, Conclusion Conclusion, long States) Shipped(string name)
    {
        var scenario = ScenarioList.Find(name);
        var report = new Exploration(scenario.Build(new Sizes(scenario))).Run();
        Assert.Equal(Verdict.Verified, report.Verdict);
        return (name, Conclusion.Verified, report.States);
    }
}
