using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Viewer;
using Interlock.Viewer.Reports;
using Xunit;

namespace Interlock.CoyoteTests.Viewer.Reports;

/// <summary>A counterexample is built and followed once, however much is told of it.</summary>
public sealed class OneReplayTests
{
    private const string Recorded = "traces/mutex/mutex-never-wakes.json";

    [Fact]
    public void What_a_check_has_recorded_is_reported_without_another_replay()
    {
        var scenario = new Counted(ScenarioList.Find("mutex"));
        var sizes = new Sizes(scenario, new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1 });
        var report = new Exploration(ScenarioList.Find("mutex").Build(sizes, "mutex-never-wakes")).Run();

        var replayed = Recording.Follow(scenario, sizes, "mutex-never-wakes", report.Counterexample!);
        var page = new ReportBuilder("1", "interlock check mutex", [scenario]).Of(
            [new CheckedScenario(scenario, sizes, "sc", "mutex-never-wakes", report, string.Empty, replayed, "never-wakes.json")]);

        Assert.Equal(1, scenario.Builds);
        Assert.Null(Assert.Single(page.Counterexamples).Divergence);
        Assert.Equal(replayed.Trace.Violation.Message, page.Counterexamples[0].Violation.Message);
    }

    [Fact]
    public void A_recorded_trace_is_confirmed_explained_and_reported_in_one_replay()
    {
        var scenario = new Counted(ScenarioList.Find("mutex"));
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf(Recorded)));

        var confirmed = Recording.Confirm(trace, [scenario]);
        var explanation = confirmed.Replayed!.Explain();
        var page = new ReportBuilder("1", "interlock replay", [scenario]).Of([(confirmed, Recorded)]);

        Assert.Equal(1, scenario.Builds);
        Assert.Same(explanation, confirmed.Replayed.Explain());
        Assert.Same(confirmed.Replayed.History, confirmed.Replayed.History);
        Assert.Equal(explanation.Inevitable + 1, Assert.Single(page.Counterexamples).Turn.Step);
        Assert.Equal(
            ViewerJson.Write(CounterexampleBuilder.Of(trace, ScenarioList.All, Recorded)), ViewerJson.Write(page.Counterexamples[0]));
    }

    private sealed class Counted(Scenario original) : Scenario
    {
        public int Builds { get; private set; }

        public override string Name => original.Name;

        public override string Summary => original.Summary;

        public override IReadOnlyList<Parameter> Parameters => original.Parameters;

        public override IReadOnlyList<string> Properties => original.Properties;

        public override TransitionSystem Build(Sizes sizes, string? variant = null)
        {
            Builds++;
            return original.Build(sizes, variant);
        }
    }
}
