using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

public sealed class TraceFileTests
{
    private static readonly Trace Recorded = RecordSome();

    [Fact]
    public void A_trace_survives_being_written_and_read()
    {
        var text = TraceFile.Write(Recorded);

        Assert.Equal(text, TraceFile.Write(TraceFile.Read(text)));
    }

    [Fact]
    public void Every_step_is_a_line_of_its_own()
    {
        var lines = TraceFile.Write(Recorded).Split('\n');

        Assert.Equal(Recorded.Steps.Count, lines.Count(line => line.Contains("\"operation\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_proper_beginning_of_a_trace_is_a_trace()
    {
        var text = TraceFile.Write(Recorded).TrimEnd();
        for (var length = 0; length < text.Length; length += 7)
        {
            Assert.Throws<TraceFormatException>(() => TraceFile.Read(text[..length]));
        }
    }

    [Fact]
    public void No_edit_of_the_recording_goes_unnoticed()
    {
        var text = TraceFile.Write(Recorded);
        var end = text.IndexOf("\"checksum\"", StringComparison.Ordinal);
        for (var at = 0; at < end; at += 5)
        {
            var edited = text[..at] + (char)(text[at] == 'x' ? 'y' : 'x') + text[(at + 1)..];
            Assert.Throws<TraceFormatException>(() => TraceFile.Read(edited));
        }
    }

    [Fact]
    public void Nothing_can_be_added_after_the_checksum()
    {
        var text = TraceFile.Write(Recorded).TrimEnd();
        var open = text[..^2]; // without the last line feed and brace

        Assert.Equal(text, TraceFile.Write(TraceFile.Read(open + "\n}")).TrimEnd());
        Assert.Throws<TraceFormatException>(() => TraceFile.Read($"{open},\n  \"property\": \"another\"\n}}\n"));
        Assert.Throws<TraceFormatException>(() => TraceFile.Read(text + "\n{}\n"));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello", "JSON")]
    [InlineData("[]", "JSON")]
    [InlineData("{}", "not a trace")]
    [InlineData("{\"format\": [\"interlock-trace\"], \"version\": 1}", "not a trace")]
    [InlineData("{\"format\": \"interlock-trace\", \"version\": 2}", "version is 2")]
    [InlineData("{\"format\": \"interlock-trace\", \"version\": \"x\"}", "version is \"x\"")]
    [InlineData("{\"format\": \"interlock-trace\", \"version\": 99999999999999999999}", "version is 99999999999999999999")]
    [InlineData("{\"format\": \"interlock-trace\"}", "version is missing")]
    [InlineData("{\"format\": \"interlock-trace\", \"version\": 1}", "checksum")]
    public void Foreign_files_get_a_reason(string text, string reason)
    {
        var refusal = Assert.Throws<TraceFormatException>(() => TraceFile.Read(text));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_says_where_the_code_differs()
    {
        var mutant = ScenarioList.Find(Recorded.Scenario).Mutants.Single(mutant => mutant.Name == Recorded.Variant);
        var shipped = Recording.Confirm(Recorded with { Variant = null }, ScenarioList.All);

        Assert.True(Recording.Confirm(Recorded, ScenarioList.All).Reproduced);
        Assert.False(shipped.Reproduced);
        Assert.InRange(shipped.Step!.Value, 1, Recorded.Steps.Count);
        Assert.NotEmpty(shipped.Divergence!);
        Assert.False(Recording.Confirm(Recorded with { Variant = mutant.NearMiss }, ScenarioList.All).Reproduced);
        Assert.False(Recording.Confirm(Recorded with { Scenario = "gone" }, ScenarioList.All).Reproduced);
        Assert.False(Recording.Confirm(Recorded with { Memory = "another" }, ScenarioList.All).Reproduced);
        Assert.False(Recording.Confirm(Recorded with { Actors = [.. Recorded.Actors, "another"] }, ScenarioList.All).Reproduced);
        Assert.False(Recording.Confirm(Recorded with { Steps = [.. Recorded.Steps.SkipLast(1)] }, ScenarioList.All).Reproduced);
    }

    private static Trace RecordSome()
    {
        var scenario = ScenarioList.Find("ticket-lock");
        var mutant = scenario.Mutants[0];
        var sizes = new Sizes(scenario, mutant.Sizes);
        var report = new Exploration(scenario.Build(sizes, mutant.Name)).Run();
        return Recording.Record(scenario, sizes, mutant.Name, report.Counterexample!);
    }
}
