using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>
/// Production locks under weak memory. Where a count of states has an outside witness, an independent prototype of the memory models (C++,
/// without this code) found the same one. All other counts are regression tests: they were taken from this program.
/// </summary>
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
    [InlineData("mcs-lock", 2, 1, "tso", 199)]
    [InlineData("rendezvous-barrier", 2, 2, "tso", 141)]
    public void Counts_with_a_witness(string scenario, int vcpus, int rounds, string model, long states) => Verify(
        scenario, states, ("vcpus", vcpus), ("rounds", rounds), (model, 1));

    // The prototype's canonical form is another one: it had 1,420, 353, 960, 1,517, 1,176 and 374 states where it was tried.
    [Theory]
    [InlineData("ticket-lock", 2, 2, "armv8-lse", 1374)]
    [InlineData("ticket-lock", 2, 2, "armv8-exclusives", 1290)]
    [InlineData("mutex", 2, 2, "tso", 301)]
    [InlineData("mutex", 3, 1, "tso", 756)]
    [InlineData("mutex", 2, 2, "armv8-lse", 1142)]
    [InlineData("mcs-lock", 2, 1, "armv8-lse", 1168)]
    [InlineData("rendezvous-barrier", 2, 2, "armv8-lse", 400)]
    public void Counts_that_are_regressions(string scenario, int vcpus, int rounds, string model, long states) => Verify(
        scenario, states, ("vcpus", vcpus), ("rounds", rounds), (model, 1));

    // For ever, of whatever length executions are. The two counts of the ticket lock have the witness, the others are regressions.
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

    // A party that meets the others has seen all writes before: no party falls behind. The count is a regression.
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
