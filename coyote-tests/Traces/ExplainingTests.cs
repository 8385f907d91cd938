using Interlock.Catalogue;
using Interlock.CoyoteTests.Models;
using Interlock.CoyoteTests.Models.Beem;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>Explanations of recorded counterexamples that can be checked by hand.</summary>
public sealed class ExplainingTests
{
    [Theory]
    // vcpu1 reads the ticket word before vcpu0 has written it: both hold ticket 0 from then on.
    [InlineData("ticket-lock", "ticket-split-draw", 2, "next", 2, 3)]
    // The counter is read before the lock is taken, and written under it.
    [InlineData("ticket-lock", "ticket-hoisted-load", 4, "counter", 4, 5)]
    // vcpu1 falls asleep on 'held and waited for' when vcpu0 has already woken everybody and only then unlocks.
    [InlineData("mutex", "mutex-wakes-before-unlock", 7, "word", 7, 8)]
    // The wake-up finds nobody, and only then vcpu1 falls asleep.
    [InlineData("mutex", "mutex-checks-then-sleeps", 9, "asleep", 9, 10)]
    // A guest reads, by a translation that should be gone, what the host has written.
    [InlineData("page-unmap", "unmap-without-tlbi", 7, "page[0]", 4, 7)]
    public void A_bug_is_explained(string scenario, string mutant, int inevitable, string word, int first, int second)
    {
        var (trace, system) = Read(scenario, mutant);

        var explanation = Explaining.Of(trace, system);

        Assert.Equal(inevitable, explanation.Inevitable + 1);
        Assert.Null(explanation.NotInevitable);
        Assert.NotNull(explanation.Alternative);
        Assert.NotEmpty(explanation.Differences);
        Assert.Equal(
            (word, first, second), (explanation.Conflict!.Name, explanation.Conflict.First.Step + 1, explanation.Conflict.Second.Step + 1));
        Assert.True(explanation.Conflict.First.Access.Writes || explanation.Conflict.Second.Access.Writes);
    }

    [Fact]
    public void Where_no_execution_goes_well_no_step_is_to_blame()
    {
        var (trace, system) = Read("rendezvous-barrier", "barrier-never-releases");

        var explanation = Explaining.Of(trace, system);

        Assert.Null(explanation.Inevitable);
        Assert.Contains("from the first state on", explanation.NotInevitable, StringComparison.Ordinal);
        Assert.Contains("can never finish", explanation.NeverAgain, StringComparison.Ordinal);
    }

    [Fact]
    public void One_actor_conflicts_with_nobody()
    {
        var (trace, system) = Read("memory-calls", "create-without-annotation");

        var explanation = Explaining.Of(trace, system);

        Assert.NotNull(explanation.Inevitable);
        Assert.Null(explanation.Conflict);
        Assert.Contains("only one actor", explanation.NoConflict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_that_is_met_is_said_and_nothing_is_guessed()
    {
        var (trace, system) = Read("ticket-lock", "ticket-hoisted-load");

        var explanation = Explaining.Of(trace, system, maxStates: 3);

        Assert.Null(explanation.Inevitable);
        Assert.StartsWith("not decided within 3 states", explanation.NotInevitable, StringComparison.Ordinal);
        Assert.Equal(3, explanation.States);
    }

    [Fact]
    public void Of_a_loop_it_is_said_where_it_begins_and_what_never_happens_in_it()
    {
        var system = new Peterson { Asked = ("p2", Fairness.None) }.AsSystem();
        var found = new Exploration(system).Run().Counterexample!;
        var replay = new Replay(system, found.Initial);
        var trace = new Trace(
            "peterson",
            new Dictionary<string, int>(),
            system.Memory,
            null,
            found.Violation,
            system.Actors,
            found.Initial,
            [.. found.Schedule.Select(replay.Take)],
            replay.State,
            found.Loop);

        var explanation = Explaining.Of(trace, system);

        Assert.Equal(found.Loop, explanation.Loop);
        Assert.Equal("p2", explanation.NeverAgain);
        Assert.Null(explanation.Inevitable);
        Assert.NotNull(explanation.NotInevitable);
    }

    [Fact]
    public void Recorded_traces_are_explained()
    {
        foreach (var (scenario, mutant) in AllMutants.Pairs)
        {
            var (trace, system) = Read(scenario.Name, mutant.Name);

            var explanation = Explaining.Of(trace, system);

            Assert.True(
                explanation.Inevitable is not null || !explanation.NotInevitable!.StartsWith("not decided", StringComparison.Ordinal),
                $"{mutant.Name}: {explanation.NotInevitable}");
            Assert.True(explanation.Conflict is null != explanation.NoConflict is null, mutant.Name);
        }
    }

    private static (Trace Trace, TransitionSystem System) Read(string scenarioName, string mutant)
    {
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", scenarioName, $"{mutant}.json")));
        var scenario = ScenarioList.Find(scenarioName);
        return (trace, scenario.Build(new Sizes(scenario, trace.Parameters), mutant));
    }
}
