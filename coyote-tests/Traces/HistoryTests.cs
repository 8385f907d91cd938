using Interlock.Catalogue;
using Interlock.CoyoteTests.Models.Isolation;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>A trace with its states: what is told of them is what a replay comes to, under names that mean the same throughout.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void Its_states_are_those_of_the_trace()
    {
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces/page-unmap/unmap-without-last-dsb.json")));

        var history = History.Of(trace, ScenarioList.All);

        Assert.False(history.HasOwnNames);
        Assert.Equal(trace.Steps.Count + 1, history.Moments.Count);
        Assert.Equal(trace.Final, history.Moments[^1].Values);

        // By hand: the guest's TLB holds the page from its VTTBR_EL2 on, and memory has no such entry after step 2.
        Assert.Empty(history.Moments[0].Vcpus[1].Held);
        Assert.All(
            history.Moments[1].Vcpus[1].Held, held => Assert.True(held.IsInMemory && held is { Vmid: 1, IpaPage: 0, Source: "table[0]" }));
        Assert.Equal(2, history.Moments[1].Vcpus[1].Held.Count);
        Assert.All(history.Moments[2].Vcpus[1].Held, held => Assert.False(held.IsInMemory));
        Assert.Single(history.Moments[6].Vcpus[0].Pending);
        Assert.Empty(history.Moments[5].Vcpus[0].Pending);
        var read = history.Trace.Steps[^1].Performed!;
        Assert.Equal(history.Moments[10].Vcpus[1].Held, read.Translation!.Used.OrderBy(held => held.Form));
        Assert.Equal("page[0]", read.Word);
    }

    // Recorded where one state stands for all that are the same but for names, and replayed where each state is explored.
    [Theory]
    [InlineData(2)]
    public void Where_names_are_exchanged_it_keeps_them_and_is_an_execution_all_the_same(int seed)
    {
        const string Shares = "engine/Ownership/Shares.cs";
        var line = 1 + Array.FindIndex(
            File.ReadAllLines(Repo.PathOf(Shares)), text => text.Contains("(ulong)count);", StringComparison.Ordinal));
        var variant = $"without:{Shares}:{line}";
        var scenario = ScenarioList.Find("general-client");
        var sizes = new Sizes(scenario);
        var report = new RandomWalks(scenario.Build(sizes, variant), new WalkOptions((ulong)seed)).Run();
        var trace = Recording.Record(scenario, sizes, variant, report.Counterexample!);
        Assert.Contains(
            trace.Steps,
            step => step.Operations().Any(operation => operation.Notes.Any(note => note.StartsWith("renamed", StringComparison.Ordinal))));

        var history = History.Of(trace, ScenarioList.All);

        Assert.True(history.HasOwnNames);
        Assert.Equal(trace.Steps.Count, history.Trace.Steps.Count);
        Assert.DoesNotContain(
            history.Trace.Steps,
            step => step.Operations().Any(operation => operation.Notes.Any(note => note.StartsWith("renamed", StringComparison.Ordinal))));
        var setup = GeneralEngine.SetUp(sizes);
        setup.Program.Drop(new Site($"/_/{Shares}", line));
        var replay = new Replay(setup.AsSystem(), 0);
        foreach (var step in history.Trace.Steps)
        {
            var seen = replay.Take(new Choice(step.Actor, step.Choice));
            Assert.Equal(string.Join('\n', step.Operations().Select(Text)), string.Join('\n', seen.Operations().Select(Text)));
        }

        Assert.Equal(history.Trace.Violation, replay.Conclude());
        Assert.Equal(replay.State.Select(WithoutUpperWalks), history.Moments[^1].Values.Select(WithoutUpperWalks));
    }

    private static string Text(MergedOperation operation)
    {
        var changes = operation.Changes
            .Select(change => change with { Before = WithoutUpperWalks(change.Before), After = WithoutUpperWalks(change.After) })
            .Where(change => change.Before != change.After);
        return $"{operation.Operation} at {operation.Site} [{string.Join(", ", operation.Notes)}] {string.Join(", ", changes)}";
    }

    private static NamedValue WithoutUpperWalks(NamedValue value) => value with { Value = WithoutUpperWalks(value.Value) };

    // Where names are exchanged every TLB has the walks of the host's upper tables from the start on (RenamedTlbs), and here once they are
    // made.
    private static string WithoutUpperWalks(string text) => string.Join(
        ' ', text.Split(' ').Where(word => word != "-" && !word.StartsWith("walk:vmid0:", StringComparison.Ordinal)));
}
