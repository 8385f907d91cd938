using Interlock.Catalogue.Unmaps;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models.Native;

/// <summary>The engine's code on real threads, four levels of 512 entries, while guests run.</summary>
public sealed class UnmapOnThreadsTests
{
    private static readonly PageUnmapScenario Scenario = new();

    public static TheoryData<string> Mutants => [.. Scenario.Mutants.Select(mutant => mutant.Name)];

    public static TheoryData<string> NearMisses => [.. Scenario.Mutants.Select(mutant => mutant.NearMiss).Distinct()];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 1)]
    public void The_code_that_ships_goes_on_for_ever(int guests, int ets)
    {
        var report = Run(null, guests, ets, seconds: 1);

        Assert.True(report is { Violation: null, Finished: false }, report.Violation?.Message);
        Assert.All(report.Operations, operations => Assert.InRange(operations, 1000, long.MaxValue)); // nobody starves
    }

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void A_harmless_neighbour_is_let_go(string name) =>
        Assert.Null(Run(name, guests: 1, ets: 0, seconds: 0.3).Violation);

    // Each is seen some hundred times a second on two cores.
    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_is_seen(string name)
    {
        var report = Run(name, guests: 1, ets: 0, seconds: 60);

        Assert.Equal("assertions", report.Violation?.Property);
    }

    private static ThreadedReport Run(string? variant, int guests, int ets, double seconds)
    {
        var sizes = new Sizes(Scenario, new Dictionary<string, int> { ["guests"] = guests, ["ets"] = ets });
        return ThreadedRun.Start(
            Scenario.ForThreads(sizes, variant)!, TimeSpan.FromSeconds(seconds), patience: TimeSpan.FromSeconds(30));
    }
}
