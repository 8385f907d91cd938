using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Interlock.Catalogue;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;
using Interlock.Viewer.Reports;
using Xunit;

namespace Interlock.CoyoteTests.Viewer.Reports;

/// <summary>What the page shows of every recorded trace.</summary>
public sealed partial class CounterexampleViewTests
{
    private static readonly ConcurrentDictionary<string, (Trace Trace, CounterexampleView View)> Views = new();

    public static TheoryData<string> Traces() =>
        [.. Repo.Files("*.json").Where(path => path.StartsWith("traces/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Traces))]
    public void It_has_a_headline_and_leads_to_the_violating_step(string path)
    {
        var (trace, view) = Read(path);
        var steps = trace.Steps.Count;

        Assert.Null(view.Divergence);
        Assert.NotEmpty(view.Headline.Title);
        Assert.NotEmpty(view.Headline.Summary);
        Assert.InRange(view.Headline.Decisive.Count, 1, 8);
        Assert.Equal(view.Headline.Decisive.Select(step => step.Step).Order().Distinct(), view.Headline.Decisive.Select(step => step.Step));
        if (trace.Loop is null)
        {
            Assert.Equal(steps, view.Violating);
            Assert.Equal(steps, view.Headline.Decisive[^1].Step);
        }

        // Whatever is linked to is there.
        var texts = view.Rows.SelectMany(row => row.Origins).Concat(view.Headline.Evidence).Append(view.Headline.Summary)
            .Concat(view.Headline.Decisive.Select(step => step.Text));
        Assert.All(
            texts.SelectMany(text => Link().Matches(text)).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
            step => Assert.InRange(step, 1, steps));
        Assert.Equal(Enumerable.Range(1, steps), view.Rows.Select(row => row.Step).Distinct());
        Assert.Equal(steps, view.Differences.Count);
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void What_steps_change_leads_from_the_first_state_to_the_last(string path)
    {
        var (trace, view) = Read(path);
        var values = view.Start.ToDictionary(value => value[0], value => value[1]);
        var isDrawn = view.Held[0].Count > 0;
        if (trace.Final is [{ Name: "state" }])
        {
            return; // a plain model's state is shown by its fields
        }

        foreach (var change in view.Differences.SelectMany(difference => difference.Values.Concat(difference.Code)))
        {
            Assert.Equal(values[change.Name], change.Before);
            values[change.Name] = change.After;
        }

        Assert.All(
            trace.Final.Where(value => !isDrawn || !value.Name.StartsWith("tlb", StringComparison.Ordinal)),
            value => Assert.Equal(value.Value, values[value.Name]));
    }

    [Fact]
    public void A_trace_that_is_not_followed_any_more_is_shown_as_it_was_recorded()
    {
        var (trace, followed) = Read("traces/mutex/mutex-never-wakes.json");
        var changed = trace with { Steps = [.. trace.Steps.Select((step, index) => index == 3 ? step with { Choice = 7 } : step)] };

        var view = CounterexampleBuilder.Of(changed, ScenarioList.All, null);

        Assert.NotNull(view.Divergence);
        Assert.Null(view.Replay);
        Assert.Equal(followed.Start.Where(value => value[0] == "word"), view.Start.Where(value => value[0] == "word"));
        Assert.Equal(trace.Steps.Select(step => step.Operation), view.Rows.Select(row => row.Operation));
    }

    [Fact]
    public void A_read_tells_who_wrote_what_it_got()
    {
        var (_, view) = Read("traces/ticket-lock/ticket-hoisted-load.json");
        var reads = view.Rows.Where(row => row.Kind == "read" && row.Text.StartsWith("reads counter", StringComparison.Ordinal)).ToList();

        // By hand: both read the counter before either has written it.
        Assert.Equal(2, reads.Count);
        Assert.All(reads, read => Assert.Equal(["counter: as it was at the start"], read.Origins));
        var write = view.Rows.First(row => row.Text == "writes counter = 1");
        Assert.True(reads.TrueForAll(read => read.Step < write.Step));
    }

    [Fact]
    public void Two_runs_stand_side_by_side()
    {
        Transition Step(int actor, string operation, params Change[] changes) => new(actor, 0, operation, "f.cs:1", changes, []);
        var trace = new Trace(
            "no-such-scenario",
            new Dictionary<string, int>(),
            "sc, two executions",
            null,
            new Violation(ViolationKind.Monitor, "confidentiality", "vcpu0 reads 1 | 2"),
            ["vcpu0", "vcpu1", "vcpu0 left", "vcpu1 left", "vcpu0 right", "vcpu1 right"],
            0,
            [
                Step(3, "store x = 1", new Change("x", "0", "1 | 0")),
                Step(5, "store x = 2", new Change("x", "1 | 0", "1 | 2")),
                Step(0, "load x: 1 | load x: 2"),
                Step(1, "fence"),
            ],
            [new NamedValue("x", "1 | 2")]);

        var view = CounterexampleBuilder.Of(trace, ScenarioList.All, null);

        Assert.Equal(["vcpu0 left", "vcpu1 left", "vcpu0 right", "vcpu1 right"], view.Lanes.Select(lane => $"{lane.Name} {lane.Run}"));
        Assert.Equal([1, 3, 0, 1], view.Rows.Select(row => row.Lane));
        Assert.Null(view.Rows[0].Twin);
        Assert.Equal(new TwinCell(2, "load x: 2"), view.Rows[2].Twin);
        Assert.Equal("load x: 1", view.Rows[2].Text);
        Assert.Equal(new TwinCell(3, "fence"), view.Rows[3].Twin);
        Assert.Contains(view.Headline.Decisive, step => step is { Step: 1, Role: "runs differ" });
    }

    // A trace is followed and explained once, for all tests.
    private static (Trace Trace, CounterexampleView View) Read(string path) => Views.GetOrAdd(path, _ =>
    {
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf(path)));
        return (trace, CounterexampleBuilder.Of(trace, ScenarioList.All, path));
    });

    [GeneratedRegex(@"\[\[(\d+)\]\]")]
    private static partial Regex Link();
}
