using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>The locks that ship, under weak memory: how many states they have, which prototypes of the models found too, and what is found.</summary>
public sealed class WeakLockTests
{
    private static readonly SearchOptions[] Ways =
        [new(Workers: 1), new(SearchOrder.DepthFirst, Workers: 1), new(Workers: 2)];

    [Theory]
    [InlineData("ticket-lock", 2, 1, "tso", 46)]
    [InlineData("ticket-lock", 2, 2, "tso", 149)]
    [InlineData("ticket-lock", 3, 1, "tso", 218)]
    [InlineData("ticket-lock", 2, 1, "armv8-lse", 52)]
    [InlineData("ticket-lock", 3, 1, "armv8-lse", 656)]
    [InlineData("ticket-lock", 2, 2, "armv8-lse", 1374)]
    [InlineData("ticket-lock", 2, 2, "armv8-exclusives", 1290)]
    [InlineData("mutex", 2, 2, "tso", 301)]
    [InlineData("mutex", 3, 1, "tso", 756)]
    [InlineData("mutex", 2, 2, "armv8-lse", 1142)]
    [InlineData("mcs-lock", 2, 1, "tso", 199)]
    [InlineData("mcs-lock", 2, 1, "armv8-lse", 1168)]
    [InlineData("rendezvous-barrier", 2, 2, "tso", 141)]
    [InlineData("rendezvous-barrier", 2, 2, "armv8-lse", 400)]
    public void Rounds_that_end_are_verified(string scenario, int vcpus, int rounds, string model, long states) => Verify(
        scenario, states, ("vcpus", vcpus), ("rounds", rounds), (model, 1));

    // For ever, of whatever length executions are.
    [Theory]
    [InlineData("ticket-lock", 2, 4, 116)]
    [InlineData("ticket-lock", 3, 4, 424)]
    [InlineData("mutex", 2, 2, 156)]
    [InlineData("mutex", 3, 2, 1228)]
    [InlineData("rendezvous-barrier", 3, 4, 2172)]
    public void Endless_rounds_close_on_x86(string scenario, int vcpus, int modulus, long states) => Verify(
        scenario, states, ("vcpus", vcpus), ("rounds", 0), ("modulus", modulus), ("tso", 1));

    // A stale turn of the round before the last one: tickets that wrap do not go with a relaxed draw.
    [Fact]
    public void Tickets_that_wrap_are_drawn_too_weakly_for_Armv8()
    {
        var report = Explore("ticket-lock", new SearchOptions(), ("vcpus", 2), ("rounds", 0), ("modulus", 4), ("armv8-lse", 1));

        Assert.Equal(Verdict.Violated, report.Verdict);
        Assert.Contains(report.Violation!.Property, (string[])["fifo-order", "mutual-exclusion"]);
    }

    // Whoever meets at it has seen all that was written before: nobody falls behind.
    [Fact]
    public void The_barrier_closes_for_ever_on_Armv8() => Verify(
        "rendezvous-barrier", 1357, ("vcpus", 2), ("rounds", 0), ("modulus", 4), ("armv8-lse", 1));

    private static void Verify(string scenario, long states, params (string, int)[] sizes)
    {
        foreach (var way in Ways)
        {
            var report = Explore(scenario, way, sizes);
            Assert.True(report.Verdict == Verdict.Verified, $"{report.Verdict} {report.Violation?.Message} {report.Error} {report.Bound}");
            Assert.Equal(states, report.States);
        }
    }

    private static Report Explore(string name, SearchOptions way, params (string Name, int Value)[] sizes)
    {
        var scenario = ScenarioList.Find(name);
        var asked = sizes.ToDictionary(size => size.Name, size => size.Value);
        return new Exploration(scenario.Build(new Sizes(scenario, asked)), way).Run();
    }
}
