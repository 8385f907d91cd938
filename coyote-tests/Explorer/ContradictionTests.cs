using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Liveness;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>
/// A property and its negation are never both verified, on the small scenarios of the catalogue. Not-P of an invariant is that it holds
/// in no state; of liveness, that no fair execution always meets what it owes, which is decided apart, on the graph.
/// </summary>
[Trait("Category", "Long")]
public sealed class ContradictionTests
{
    private static readonly string[] OfStates =
    [
        "toy-shootdown", "page-unmap", "map-unmap", "ideal-platform", "ideal-availability", "ideal-transparency", "ideal-unwinding",
    ];

    // Of the idealized platform most properties are of steps. Each at sizes at which it takes seconds.
    private static readonly string[] OfSteps =
        ["ideal-platform", "ideal-errors", "ideal-unwinding", "ideal-two-runs", "ideal-transparency"];

    private static readonly string[] OfFairness =
        ["ticket-lock-availability", "mutex-availability", "rendezvous-availability", "ideal-availability"];

    public static TheoryData<string> Invariants => [.. OfStates];

    public static TheoryData<string> Steps => [.. OfSteps];

    public static TheoryData<string, string?> Fair
    {
        get
        {
            var all = new TheoryData<string, string?>();
            foreach (var name in OfFairness)
            {
                all.Add(name, null);
                foreach (var mutant in ScenarioList.Find(name).Mutants)
                {
                    all.Add(name, mutant.Name);
                    all.Add(name, mutant.NearMiss);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Invariants))]
    public void Of_invariants(string name)
    {
        var scenario = ScenarioList.Find(name);

        Assert.Equal(Verdict.Verified, new Exploration(scenario.Build(new Sizes(scenario))).Run().Verdict);
        var negated = new Exploration(new Negated(scenario.Build(new Sizes(scenario)))).Run();
        Assert.Equal((Verdict.Violated, "not-P"), (negated.Verdict, negated.Violation?.Property));
    }

    [Theory]
    [MemberData(nameof(Invariants))]
    public void What_never_holds_is_verified_only_as_its_negation(string name)
    {
        var scenario = ScenarioList.Find(name);

        Assert.Equal(Verdict.Violated, new Exploration(new Negated(scenario.Build(new Sizes(scenario)), always: true)).Run().Verdict);
        Assert.Equal(
            Verdict.Verified, new Exploration(new Negated(new Negated(scenario.Build(new Sizes(scenario)), always: true))).Run().Verdict);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Of_steps(string name)
    {
        Assert.Equal(Verdict.Verified, new Exploration(Of(name)).Run().Verdict);
        var negated = new Exploration(new NegatedSteps(Of(name))).Run();
        Assert.Equal((Verdict.Violated, "not-P"), (negated.Verdict, negated.Violation?.Property));
    }

    [Theory]
    [InlineData("ideal-platform")]
    [InlineData("ideal-unwinding")]
    public void What_every_step_breaks_is_verified_only_as_its_negation(string name)
    {
        Assert.Equal(Verdict.Violated, new Exploration(new NegatedSteps(Of(name), always: true)).Run().Verdict);
        Assert.Equal(Verdict.Verified, new Exploration(new NegatedSteps(new NegatedSteps(Of(name), always: true))).Run().Verdict);
    }

    // A mutant breaks a property, so the negation of that property holds of some step; both are told apart.
    [Theory]
    [MemberData(nameof(Steps))]
    public void A_mutant_breaks_a_property_and_its_negation(string name)
    {
        var scenario = ScenarioList.Find(name);
        foreach (var mutant in scenario.Mutants)
        {
            TransitionSystem Mutated() => scenario.Build(new Sizes(scenario, mutant.Sizes), mutant.Name);

            Assert.Equal(mutant.Property, new Exploration(Mutated()).Run().Violation?.Property);
            Assert.NotEqual(Verdict.Verified, new Exploration(new NegatedSteps(Mutated())).Run().Verdict);
        }
    }

    [Theory]
    [MemberData(nameof(Fair))]
    public void Of_liveness(string name, string? variant)
    {
        var scenario = ScenarioList.Find(name);
        var system = scenario.Build(new Sizes(scenario), variant);
        using var run = new SearchRun(system, new SearchOptions(), default);
        run.Workers[0].Start();
        run.Workers[0].Run();
        var graph = new LabelledGraph(run.Labels!);

        Assert.NotEmpty(system.Liveness);
        for (var property = 0; property < system.Liveness.Count; property++)
        {
            var holds = !new FairComponents(graph, property, system.Liveness[property].Fairness).Any;
            var isNeverMet = !MeetsFairly(graph, property, system.Liveness[property].Fairness);

            Assert.False(holds && isNeverMet, $"{system.Liveness[property].Name} and its negation both hold");
        }

        var report = new Exploration(system).Run();
        var isMutant = scenario.Mutants.Any(mutant => mutant.Name == variant);
        Assert.Equal(isMutant ? Verdict.Violated : Verdict.Verified, report.Verdict);
    }

    // Whether some weakly fair execution meets the goal again and again: one that goes round a whole component does all it can.
    private static bool MeetsFairly(LabelledGraph graph, int property, Fairness fairness)
    {
        Assert.Equal(Fairness.Weak, fairness);
        var (meets, regions) = (false, new int[graph.Size]);
        var states = Enumerable.Range(0, graph.Size).Where(graph.Has).ToList();
        states.ForEach(state => regions[state] = 1);
        new StrongComponents(graph, regions).Find(1, states, component =>
        {
            var members = new HashSet<int>(component.ToArray());
            var (taken, always) = (0UL, ulong.MaxValue);
            foreach (var state in members)
            {
                always &= graph.Enabled(state);
                for (var edge = 0; edge < graph.Successors(state).Length; edge++)
                {
                    taken |= members.Contains((int)graph.Successors(state)[edge])
                        ? 1UL << LabelledLog.ActorOf(graph.Labels(state)[edge])
                        : 0;
                }
            }

            meets |= (taken != 0 || always == 0) && (always & ~taken) == 0 && members.Any(state => graph.Meets(state, property));
        });
        return meets;
    }

    private static TransitionSystem Of(string name)
    {
        var scenario = ScenarioList.Find(name);
        return scenario.Build(new Sizes(scenario, new Dictionary<string, int> { ["caches"] = 0 }));
    }

    /// <summary>A system in whose steps everything is wrong that was right, and the other way round.</summary>
    private sealed class NegatedSteps(TransitionSystem system, bool always = false) : TransitionSystem
    {
        public override int Width => system.Width;

        public override IReadOnlyList<string> Actors => system.Actors;

        public override IReadOnlyList<string> Witnesses => system.Witnesses;

        public override void Start(Expansion into) => system.Start(into);

        public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false)
        {
            system.Expand(state, into, afresh);
            for (var index = 0; index < into.Count; index++)
            {
                into[index].Violation = !always && into[index].Violation is not null
                    ? null
                    : new Violation(ViolationKind.Monitor, "not-P", "P holds of this step");
            }
        }

        public override Violation? Check(ReadOnlySpan<ulong> state) => null;

        public override Violation? CheckStopped(ReadOnlySpan<ulong> state) => null;

        public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => system.Describe(state);

        public override Transition Describe(Expansion expansion, int successor) => system.Describe(expansion, successor);
    }

    /// <summary>A system in whose states everything is wrong that was right, and the other way round.</summary>
    private sealed class Negated(TransitionSystem system, bool always = false) : TransitionSystem
    {
        public override int Width => system.Width;

        public override IReadOnlyList<string> Actors => system.Actors;

        public override IReadOnlyList<string> Witnesses => system.Witnesses;

        public override void Start(Expansion into) => system.Start(into);

        public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false) => system.Expand(state, into, afresh);

        public override Violation? Check(ReadOnlySpan<ulong> state) => !always && system.Check(state) is not null
            ? null
            : new Violation(ViolationKind.Invariant, "not-P", "P holds here");

        public override Violation? CheckStopped(ReadOnlySpan<ulong> state) => system.CheckStopped(state);

        public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => system.Describe(state);

        public override Transition Describe(Expansion expansion, int successor) => system.Describe(expansion, successor);
    }
}
