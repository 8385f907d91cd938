using Interlock.Catalogue;
using Interlock.CoyoteTests.Coyote.Bridges;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>Counterexamples go both ways between the explorer and Coyote, and stay what they were.</summary>
public sealed class BridgeTests
{
    public static TheoryData<string, string> Mutants()
    {
        var all = new TheoryData<string, string>();
        foreach (var target in Target.All.Where(target => target.Variant is not null && !GoesOnForEver(target)))
        {
            all.Add(target.Scenario.Name, target.Variant!);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Coyote_replays_our_counterexample_to_the_same_violation(string scenario, string mutant)
    {
        var target = Target.Of(scenario, mutant);
        var ours = Find(target);

        var sample = Sampling.Replay(target, Bridge.Export(ours).Write());

        Assert.Equal(ours.Violation.Property, sample.Property);
        if (ours.Violation.Kind != ViolationKind.Livelock)
        {
            Assert.Equal(ours.Violation, sample.Violation);
            Assert.Equal(ours.Steps.Count, sample.Schedule.Count);
            Assert.Equal(ours.Final, sample.State);
        }
    }

    [Fact]
    public void An_execution_that_goes_on_for_ever_is_refused() => Assert.All(
        Target.All.Where(target => target.Variant is not null && GoesOnForEver(target)),
        target => Assert.Throws<DivergenceException>(() => Bridge.Export(Recorded(target))));

    private static bool GoesOnForEver(Target target) => Recorded(target).Loop is not null;

    private static Trace Recorded(Target target) =>
        TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", target.Scenario.Name, $"{target.Variant}.json")));

    private static Trace Find(Target target)
    {
        var report = new Exploration(target.Scenario.Build(target.Sizes, target.Variant)).Run();
        return Recording.Record(target.Scenario, target.Sizes, target.Variant, report.Counterexample!);
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Our_counterexample_comes_back_from_Coyote_byte_for_byte(string scenario, string mutant)
    {
        var target = Target.Of(scenario, mutant);
        var ours = Find(target);

        var back = Bridge.Import(target, Bridge.Export(ours).Write());

        Assert.Null(Recording.Confirm(back, ScenarioList.All).Divergence);
        if (ours.Violation.Kind == ViolationKind.Livelock)
        {
            Assert.Equal(ours.Violation.Kind, back.Violation.Kind);
        }
        else
        {
            Assert.Equal(TraceFile.Write(ours), TraceFile.Write(back));
        }
    }
}
