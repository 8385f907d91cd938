using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary>What the environment may do for no reason, as a user allows it.</summary>
[Trait("Category", "Long")]
public sealed class LicenceCommandTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [Fact]
    public void A_verdict_says_what_was_allowed()
    {
        var result = interlock.Run("check", "mutex", "-p", "rounds=0", "--allow", "spurious-wakes", "--allow", "wfe-without-event");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("(sc, spurious-wakes, wfe-without-event)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_is_replayed_and_minimized_under_what_was_allowed()
    {
        var found = interlock.Run("check", "mutex", "--mutant", "mutex-woken-owns", "--allow", "spurious-wakes", "--trace", "trace.json");
        Assert.Equal(2, found.ExitCode);
        Assert.Contains("wakes for no reason", found.Output, StringComparison.Ordinal);

        Assert.Equal(0, interlock.Run("replay", "trace.json", "--explain").ExitCode);
        var minimized = interlock.Run("minimize", "trace.json", "-o", "shorter.json");
        Assert.True(minimized.ExitCode is 0 or 2, minimized.Error);
        Assert.Contains("\"spurious-wakes\"", File.ReadAllText(Path.Combine(interlock.Folder, "trace.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_has_the_steps_that_were_allowed()
    {
        var graph = interlock.Run("graph", "mutex", "-p", "vcpus=2", "-p", "rounds=1", "--allow", "spurious-wakes", "--format", "dot");

        Assert.Equal(0, graph.ExitCode);
        Assert.Contains("wakes for no reason", graph.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mutex", "kindness", "There is nothing called 'kindness' to allow")]
    [InlineData("secret-calls", "spurious-wakes", "there is nothing to which '--allow spurious-wakes' makes a difference")]
    [InlineData("ideal-platform", "wfe-without-event", "there is nothing to which")]
    public void What_cannot_be_allowed_is_refused(string scenario, string licence, string reason)
    {
        var result = interlock.Run("check", scenario, "--allow", licence);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => interlock.Dispose();
}
