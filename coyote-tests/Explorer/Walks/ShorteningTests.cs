using System.Threading;
using Interlock.Catalogue;
using Interlock.CoyoteTests.Models;
using Interlock.Explorer.Minimizing;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.Transitions;
using Xunit;
using Xunit.Abstractions;

namespace Interlock.CoyoteTests.Explorer.Walks;

/// <summary>What a walk comes upon is made short, and whatever comes of that is an execution.</summary>
[Trait("Category", "Long")]
public sealed class ShorteningTests(ITestOutputHelper output)
{
    // A right choice is chosen, takes the lock, is read, written, and gives the lock up; the last is found wrong when it is read.
    private const int ShortestShared = (CombinationLock.Choices * 5) - 2;

    // They need the whole graph, so no walk finds what breaks them.
    private static readonly string[] OfGraphs =
        ["progress", "termination", "starvation-freedom", "livelock-freedom", "every-vcpu-attended", "every-call-returns", "availability"];

    public static TheoryData<string, string> Mutants => SomeMutants.Pairs.Where(pair => !OfGraphs.Contains(pair.Mutant.Property)).Names();

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Whatever_is_found_replays(string scenarioName, string mutantName)
    {
        var scenario = ScenarioList.Find(scenarioName);
        var mutant = scenario.Mutants.Single(mutant => mutant.Name == mutantName);
        var sizes = new Sizes(scenario, mutant.Sizes);
        var shortest = Explored.At(scenario, mutant.Sizes, mutantName).Counterexample!.Schedule.Count;

        var system = scenario.Build(sizes, mutantName);
        var report = new RandomWalks(system, new WalkOptions(Workers: 2)).Run();

        // Most walks of pairs of executions soon come to an end: what is deep in them is for the search to find.
        if (report.Verdict == Verdict.Incomplete && system is TwoLanes)
        {
            output.WriteLine($"{mutantName} is {shortest} steps deep and was not found in {report.Sampling!.Walks} walks, so there is nothing to shorten");
            Assert.Equal((new WalkOptions().Walks, "walks"), (report.Sampling.Walks, report.Sampling.EndedBy));
            return;
        }

        Assert.Equal(Verdict.Violated, report.Verdict);
        var trace = TraceFile.Read(TraceFile.Write(Recording.Record(scenario, sizes, mutantName, report.Counterexample!)));
        Assert.Null(Recording.Confirm(trace, ScenarioList.All).Divergence);
        Assert.InRange(trace.Steps.Count, shortest, Math.Max(4 * shortest, 20));
    }

    [Theory]
    [InlineData("local", CombinationLock.Choices)]
    [InlineData("in memory", (CombinationLock.Choices * 3) - 1)]
    [InlineData("shared", ShortestShared)]
    public void Detours_are_left_out(string name, int shortest)
    {
        var system =
            name == "local" ? CombinationLock.Local() : name == "in memory" ? CombinationLock.InMemory() : CombinationLock.Shared(4);

        var report = new RandomWalks(system).Run();

        Assert.Equal(shortest, report.Counterexample!.Schedule.Count);
    }

    [Fact]
    public void A_loop_is_cut_out()
    {
        // Wrong choices, again and again, lead back to the start.
        var wrong = Enumerable.Repeat(new Choice(0, 0), 30);
        var right = new RandomWalks(CombinationLock.Local()).Run().Counterexample!;
        var detour = right with { Schedule = [.. wrong, .. right.Schedule] };

        Assert.Equal(right.Schedule, new Shortening(CombinationLock.Local(), default).Shorten(detour).Schedule);
    }

    [Fact]
    public void A_violation_that_is_not_found_again_is_refused()
    {
        var right = new RandomWalks(CombinationLock.Local()).Run().Counterexample!;
        var other = right with { Violation = new Violation(ViolationKind.Assertion, "assertions", "something else") };
        var partial = right with { Schedule = [.. right.Schedule.Take(5)] };

        Assert.Throws<InvalidOperationException>(() => new Shortening(CombinationLock.Local(), default).Shorten(other));
        Assert.Throws<InvalidOperationException>(() => new Shortening(CombinationLock.Local(), default).Shorten(partial));
    }

    [Fact]
    public void An_interrupt_leaves_the_schedule_as_it_is()
    {
        var right = new RandomWalks(CombinationLock.Shared(4)).Run().Counterexample!;

        var kept = new Shortening(CombinationLock.Shared(4), new CancellationToken(canceled: true)).Shorten(right);

        Assert.Equal(right.Schedule, kept.Schedule);
    }
}
