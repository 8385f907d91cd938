using Interlock.Catalogue;
using Interlock.CoyoteTests.Models;
using Interlock.Explorer.Minimizing;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;
using Xunit.Abstractions;

namespace Interlock.CoyoteTests.Explorer.Minimizing;

/// <summary>
/// What random walks find, minimized: the same property, no simpler by any single change, and at the sizes of the mutants as simple as
/// anything is. That it is so is decided here by replaying every change, not as the minimization decides it.
/// </summary>
[Trait("Category", "Long")]
public sealed class MinimizationTests(ITestOutputHelper output)
{
    [Fact]
    public void What_walks_find_of_mutants_becomes_one_minimal()
    {
        var (walked, minimized, shortest, count) = (new List<Cost>(), new List<Cost>(), new List<Cost>(), 0);
        output.WriteLine($"too long to try every change of them: {string.Join(", ", SomeMutants.LeftOut)}");
        foreach (var (scenario, mutant) in SomeMutants.Pairs)
        {
            var system = scenario.Build(new Sizes(scenario, mutant.Sizes), mutant.Name);
            var found = new RandomWalks(system, new WalkOptions(Walks: 1000, MaxDepth: 400)).Run().Counterexample;
            if (found is null)
            {
                output.WriteLine($"{mutant.Name,-32} not found in so few walks, or at all: walks do not judge what needs the whole graph");
                continue;
            }

            var result = new Minimization(system, maxStates: 5_000).Minimize(found);

            count++;
            Assert.True(result.IsOneMinimal);
            Assert.Equal(Cost.Of(result.Counterexample.Schedule), result.After);
            Assert.True(result.After <= result.Before);
            Assert.Equal(found.Violation.Property, result.Counterexample.Violation.Property);
            OneMinimal.Demand(system, result.Counterexample);
            var breadthFirst = Explored.At(scenario, mutant.Sizes, mutant.Name).Counterexample!;
            if (breadthFirst.Violation.Property != found.Violation.Property || breadthFirst.Initial != found.Initial)
            {
                output.WriteLine($"{mutant.Name,-32} breaks {breadthFirst.Violation.Property} sooner than what the walk found, or from another first state");
                continue;
            }

            // The simplest one is from the first state of the one that was found.
            if (breadthFirst.Initial != found.Initial)
            {
                output.WriteLine($"{mutant.Name,-32} breaks {breadthFirst.Violation.Property} sooner from another first state");
                continue;
            }

            Assert.True(!result.IsSimplest || result.After <= Cost.Of(breadthFirst.Schedule), mutant.Name);
            walked.Add(result.Before);
            minimized.Add(result.After);
            shortest.Add(Cost.Of(breadthFirst.Schedule));
            output.WriteLine($"{mutant.Name,-32} walk {result.Before}; minimized {result.After}; shortest {shortest[^1]}{(result.IsSimplest ? string.Empty : "; search cut")}");
        }

        output.WriteLine($"{count} mutants; steps: walks {Ratio(walked, cost => cost.Steps)}, minimized {Ratio(minimized, cost => cost.Steps)} of the shortest");
        output.WriteLine($"switches: walks {walked.Sum(cost => cost.Switches)}, minimized {minimized.Sum(cost => cost.Switches)}, shortest {shortest.Sum(cost => cost.Switches)}");
        Assert.True(count >= 120, $"{count}");
        Assert.True(walked.Count >= 110, $"{walked.Count}");
        Assert.True(minimized.Sum(cost => cost.Switches) <= shortest.Sum(cost => cost.Switches));

        double Ratio(List<Cost> costs, Func<Cost, int> of) => Math.Round((double)costs.Sum(of) / shortest.Sum(of), 3);
    }

    [Theory]
    [InlineData("rendezvous-barrier", "barrier-resets-late")] // progress: judged where the execution comes to rest
    [InlineData("mutex", "mutex-clears-mark")] // deadlock
    [InlineData("page-unmap", "unmap-without-isb")] // several outcomes of a step
    public void A_recorded_counterexample_stays_one(string scenarioName, string name)
    {
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", scenarioName, $"{name}.json")));
        var scenario = ScenarioList.Find(scenarioName);
        var system = scenario.Build(new Sizes(scenario, trace.Parameters), name);
        var recorded = new Counterexample(
            trace.Violation, trace.Initial, [.. trace.Steps.Select(step => new Choice(step.Actor, step.Choice))]);

        var result = new Minimization(system).Minimize(recorded);

        Assert.True(result.After <= result.Before);
        OneMinimal.Demand(system, result.Counterexample);
        var again = Recording.Record(scenario, new Sizes(scenario, trace.Parameters), name, result.Counterexample);
        Assert.Equal(trace.Violation.Property, again.Violation.Property);
    }

    [Fact]
    public void What_is_in_vain_is_left_out()
    {
        var scenario = ScenarioList.Find("ticket-lock");
        var system = scenario.Build(
            new Sizes(scenario, new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1 }), "ticket-out-of-turn");
        var (first, second) = (new Choice(0, 0), new Choice(1, 0));
        var simplest = new Exploration(system).Run().Counterexample!;
        Assert.Equal([first, second], simplest.Schedule);

        // vcpu0 reads the counter in between, which nothing depends on.
        var result = new Minimization(system).Minimize(simplest with { Schedule = [first, first, second] });

        Assert.Equal(simplest.Schedule, result.Counterexample.Schedule);
        Assert.True(result.IsSimplest);
    }

    [Fact]
    public void A_schedule_that_breaks_nothing_is_refused()
    {
        var scenario = ScenarioList.Find("ticket-lock");
        var system = scenario.Build(new Sizes(scenario), null);
        var violation = new Violation(ViolationKind.Monitor, "mutual-exclusion", "never");

        Assert.Throws<DivergenceException>(() =>
            new Minimization(system).Minimize(new Counterexample(violation, 0, [new Choice(0, 0), new Choice(1, 0)])));
    }

    [Fact]
    public void A_loop_is_made_simpler_and_stays_a_loop()
    {
        var system = new Models.Beem.Peterson { Asked = ("p2", Fairness.None) }.AsSystem();
        var found = new Exploration(system).Run().Counterexample!;
        var twice = found with { Schedule = [.. found.Schedule, .. found.Schedule.Skip(found.Loop!.Value)] };

        var result = new Minimization(system).Minimize(twice);

        Assert.NotNull(result.Counterexample.Loop);
        Assert.True(result.After <= Cost.Of(found.Schedule));
        Lasso.Confirm(system, new Exploration(system).Run() with
        {
            Violation = result.Counterexample.Violation,
            Counterexample = result.Counterexample,
        });
    }
}
