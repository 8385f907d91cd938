using Interlock.CoyoteTests.Models.Beem;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>Traces whose last steps repeat for ever.</summary>
public sealed class LoopTests
{
    private static readonly Scenario Peterson = new PetersonScenario();

    [Fact]
    public void A_loop_is_recorded_and_replayed()
    {
        var trace = Record();

        var read = TraceFile.Read(TraceFile.Write(trace));

        Assert.Equal(ViolationKind.Liveness, read.Violation.Kind);
        Assert.NotNull(read.Loop);
        Assert.Equal(trace.Loop, read.Loop);
        var report = Recording.Confirm(read, [Peterson]);
        Assert.True(report.Reproduced, report.Divergence);
    }

    [Fact]
    public void A_loop_that_is_none_is_noticed()
    {
        var trace = Record();

        Assert.All(Enumerable.Range(-1, trace.Steps.Count + 3).Where(loop => loop != trace.Loop), loop =>
            Assert.False(Recording.Confirm(trace with { Loop = loop }, [Peterson]).Reproduced));
        Assert.False(Recording.Confirm(trace with { Loop = null }, [Peterson]).Reproduced);
    }

    private static Trace Record()
    {
        var sizes = new Sizes(Peterson);
        var report = new Exploration(Peterson.Build(sizes)).Run();
        return Recording.Record(Peterson, sizes, null, report.Counterexample!);
    }

    private sealed class PetersonScenario : Scenario
    {
        public override string Name => "peterson";

        public override string Summary => "Peterson's filter lock.";

        public override IReadOnlyList<Parameter> Parameters => [];

        public override IReadOnlyList<string> Properties => ["mutual-exclusion", "p2"];

        public override TransitionSystem Build(Sizes sizes, string? variant = null) =>
            new Peterson { Asked = ("p2", Fairness.None) }.AsSystem();
    }
}
