using Interlock.Catalogue.Engine.Scenarios;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models.Native;

/// <summary>The engine on real threads, four levels of 512 entries, guests included, beside its specification.</summary>
[Trait("Category", "Long")]
public sealed class EngineOnThreadsTests
{
    private static readonly GeneralClientScenario Scenario = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_engine_that_ships_agrees_with_its_specification(int cpus)
    {
        var report = Run(null, cpus, seconds: 3);

        Assert.True(report is { Violation: null, Finished: false }, report.Violation?.Message);
        Assert.All(report.Operations, operations => Assert.InRange(operations, 1000, long.MaxValue)); // nobody starves
    }

    // Each is seen some times a second on two cores.
    [Theory]
    [InlineData("donate-without-owner-check")]
    [InlineData("unshare-forgets-count")]
    [InlineData("unshare-keeps-mapping")]
    public void A_broken_call_is_seen(string mutant)
    {
        var report = Run(mutant, cpus: 4, seconds: 60);

        Assert.Equal("refinement", report.Violation?.Property);
    }

    private static ThreadedReport Run(string? variant, int cpus, double seconds)
    {
        var sizes = new Sizes(Scenario, new Dictionary<string, int> { ["cpus"] = cpus });
        return ThreadedRun.Start(
            Scenario.ForThreads(sizes, variant), TimeSpan.FromSeconds(seconds), patience: TimeSpan.FromSeconds(30));
    }
}
