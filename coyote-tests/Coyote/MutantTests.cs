using Interlock.Catalogue;
using Interlock.CoyoteTests.Coyote.Bridges;
using Interlock.Explorer.Minimizing;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>Coyote finds the seeded bugs of the locks, replays what it has found, and the explorer replays and minimizes it.</summary>
public sealed class MutantTests
{
    public static TheoryData<string, string> Mutants()
    {
        var all = new TheoryData<string, string>();
        foreach (var scenario in (string[])["ticket-lock", "mutex", "rendezvous-barrier"])
        {
            foreach (var mutant in ScenarioList.Find(scenario).Mutants)
            {
                all.Add(scenario, mutant.Name);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_lock_mutant_is_found_and_its_trace_replays_here_and_there(string scenario, string mutant)
    {
        var target = Target.Of(scenario, mutant);

        var found = Sampling.Run(target, iterations: 10_000);
        var again = Sampling.Replay(target, found.Trace);
        var ours = Bridge.Import(target, found.Trace);
        var simplest = new Minimization(target.Scenario.Build(target.Sizes, mutant), maxStates: 2_000).Minimize(
            new Counterexample(ours.Violation, found.Initial, found.Schedule)).Counterexample;

        Assert.NotNull(found.Failure);
        Assert.Equal(found.Failure, again.Failure);
        Assert.Equal(found.Schedule, again.Schedule);
        Assert.Equal(found.Property, ours.Violation.Property);
        Assert.Null(Recording.Confirm(ours, ScenarioList.All).Divergence);
        Assert.Equal(found.Property, simplest.Violation.Property);
        Assert.True(simplest.Schedule.Count <= found.Schedule.Count);
    }
}
