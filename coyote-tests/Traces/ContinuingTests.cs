using System.Reflection;
using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>What is explored from a prefix on: all that follows, and nothing that is said of more than that.</summary>
public sealed class ContinuingTests
{
    [Fact]
    public void From_no_steps_on_everything_is_explored_and_still_nothing_is_verified()
    {
        var (trace, system) = Shipped("page-unmap", "unmap-without-isb");

        var continuing = new Continuing(trace, system, 0);
        var part = new Exploration(continuing.System).Run();
        var whole = continuing.OfWhole(part);

        Assert.Equal((Verdict.Verified, Verdict.Incomplete), (part.Verdict, whole.Verdict));
        Assert.Equal(new Exploration(system).Run().States, part.States);
        Assert.Equal(new Bound(Continuing.Prefix, 0, 0, 0), whole.Bound);
    }

    [Fact]
    public void What_follows_is_a_part_of_the_whole_and_ever_less()
    {
        var (trace, system) = Shipped("page-unmap", "unmap-without-isb");
        var states = Enumerable.Range(0, 6).Select(steps =>
            new Exploration(new Continuing(trace, system, steps).System).Run().States).ToList();

        Assert.Equal(states.OrderDescending(), states);
        Assert.True(states[^1] < states[0]);
    }

    [Theory]
    [InlineData("mutex", "mutex-clears-mark")]
    [InlineData("ticket-lock", "ticket-hoisted-load")]
    [InlineData("rendezvous-barrier", "barrier-resets-late")]
    public void From_every_prefix_the_violation_is_found_and_replays_from_the_start(string scenarioName, string mutant)
    {
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", scenarioName, $"{mutant}.json")));
        var scenario = ScenarioList.Find(scenarioName);
        var sizes = new Sizes(scenario, trace.Parameters);
        var system = scenario.Build(sizes, mutant);
        for (var steps = 0; steps <= trace.Steps.Count; steps++)
        {
            var continuing = new Continuing(trace, system, steps);
            var whole = continuing.OfWhole(new Exploration(continuing.System).Run());

            Assert.Equal(Verdict.Violated, whole.Verdict);
            Assert.True(whole.Counterexample!.Schedule.Count <= trace.Steps.Count || whole.Violation!.Property != trace.Violation.Property);
            Assert.Equal(
                trace.Steps.Take(steps).Select(step => new Choice(step.Actor, step.Choice)), whole.Counterexample.Schedule.Take(steps));
            Assert.Equal(whole.Violation, Recording.Record(scenario, sizes, mutant, whole.Counterexample).Violation);
        }
    }

    // A member that is not passed on would be the base's: a property less, silently.
    [Fact]
    public void The_part_has_every_member_of_the_whole()
    {
        var part = typeof(Continuing).Assembly.GetType("Interlock.Explorer.Traces.ContinuedSystem")!;
        string[] itsOwn = ["get_NeverChecked", "JudgedBy"]; // of a part nothing need be seen, and it has no properties of its own

        foreach (var member in typeof(TransitionSystem).GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method =>
            method.IsVirtual && method.DeclaringType == typeof(TransitionSystem) && !itsOwn.Contains(method.Name)))
        {
            var own = part.GetMethod(member.Name, [.. member.GetParameters().Select(parameter => parameter.ParameterType)]);
            Assert.True(own!.DeclaringType == part, $"{member.Name} is not passed on");
        }
    }

    private static (Trace Trace, TransitionSystem System) Shipped(string scenarioName, string mutant)
    {
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", scenarioName, $"{mutant}.json")));
        var scenario = ScenarioList.Find(scenarioName);
        return (trace with { Variant = null }, scenario.Build(new Sizes(scenario, trace.Parameters)));
    }
}
