using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary><c>check --search random</c>, as a user runs it.</summary>
[Trait("Category", "Long")]
public sealed class RandomSearchTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [Fact]
    public void A_sample_is_never_a_proof_and_says_what_it_was()
    {
        var result = interlock.Run("check", "mutex", "--search", "random", "--walks", "500");

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("incomplete", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"500 walks, [\d,]+ steps, [\d,]+ distinct states, depth \d+, [\d.]+ s, \d+ workers; seed 1\n", result.Output);
        Assert.Contains("sampled: --walks ended it", result.Output, StringComparison.Ordinal);
        Assert.Contains("nothing is proved", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"seen: slept [\d,]+", result.Output);
        Assert.Contains("not checked: that it stays possible: vcpu0 can finish", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Witnesses_that_were_not_seen_are_named()
    {
        var result = interlock.Run("check", "mutex", "--search", "random", "--walks", "1", "--max-depth", "2");

        Assert.Equal(3, result.ExitCode);
        Assert.Matches("not seen: slept", result.Output);
        Assert.Contains("1 walks were cut off at --max-depth", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_fields_of_a_search_and_what_was_sampled()
    {
        string[] arguments = ["check", "page-unmap", "-p", "guests=3", "--search", "random", "--seed", "7", "--walks", "200", "--json"];

        var check = JObject.Parse(interlock.Run(arguments).Output)["results"]![0]!;

        var complete = JObject.Parse(interlock.Run("check", "toy-shootdown", "--json").Output)["results"]![0]!;
        Assert.Equal(
            ((JObject)complete).Properties().Select(field => field.Name), ((JObject)check).Properties().Select(field => field.Name));
        Assert.Equal("incomplete", check["verdict"]);
        Assert.False((bool)check["complete"]!);
        Assert.Equal("sampled", check["bound"]!["name"]);
        Assert.Equal(
            (7, 200, "walks"),
            ((int)check["sampling"]!["seed"]!, (int)check["sampling"]!["walks"]!, (string?)check["sampling"]!["endedBy"]));
        Assert.NotEmpty(check["sampling"]!["notChecked"]!);
        var other = JObject.Parse(interlock.Run([.. arguments, "--workers", "1"]).Output)["results"]![0]!;
        foreach (var name in (string[])["sampling", "states", "transitions", "depth", "witnesses"])
        {
            Assert.True(JToken.DeepEquals(check[name], other[name]), name);
        }
    }

    [Fact]
    public void What_a_walk_finds_replays()
    {
        var check = interlock.Run(
            "check", "mutex", "-p", "vcpus=6", "--mutant", "mutex-split-release", "--search", "random", "--trace", "found.json");

        Assert.Equal(2, check.ExitCode);
        Assert.StartsWith("violated", check.Output, StringComparison.Ordinal);
        Assert.Contains("a counterexample that was shortened, not a shortest one", check.Output, StringComparison.Ordinal);
        Assert.EndsWith("interlock replay found.json", check.Output.TrimEnd(), StringComparison.Ordinal);
        var replay = interlock.Run("replay", "found.json");
        Assert.Equal(0, replay.ExitCode);
        Assert.StartsWith("reproduced", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Walks_without_an_end_show_progress_and_keep_what_they_saw_when_interrupted()
    {
        Assert.True(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        using var process = interlock.Start("check", "mutex", "-p", "vcpus=12", "--search", "random", "--max-seconds", "600");
        var progress = process.StandardError.ReadLine();
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        var result = InterlockProcess.Finish(process);
        Assert.Matches(@"mutex: walking  walks [\d,]+  steps [\d,]+  distinct states [\d,]+  [\d,]+ steps/s  \d+ s", progress);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("sampled: interrupted", result.Output, StringComparison.Ordinal);
        Assert.Contains("seen: slept", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => interlock.Dispose();
}
