using Interlock.Models.Scenarios;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Cli;

public sealed class CheckCommandTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [Fact]
    public void Json_has_every_field_that_is_promised()
    {
        var result = interlock.Run("check", "ticket-lock", "--json");

        Assert.Equal(0, result.ExitCode);
        var root = JObject.Parse(result.Output);
        Assert.Equal("interlock", root["tool"]);
        Assert.NotNull((string?)root["version"]);
        var check = Assert.Single(root["results"]!);
        Assert.Equal("ticket-lock", check["scenario"]);
        Assert.True(JToken.DeepEquals(JObject.Parse("""{"vcpus":3,"rounds":0,"modulus":8}"""), check["parameters"]));
        Assert.Equal("sc", check["memory"]);
        Assert.Equal("verified", check["verdict"]);
        Assert.True((bool)check["complete"]!);
        Assert.Equal(488, check["states"]);
        Assert.Equal(1464, check["transitions"]);
        foreach (var name in (string[])["mutant", "bound", "sampling", "violation", "trace"])
        {
            Assert.Equal(JTokenType.Null, check[name]!.Type);
        }

        foreach (var name in (string[])["depth", "seconds", "workers", "statesPerSecond", "peakMemoryBytes", "collisionProbability"])
        {
            Assert.True(check[name]!.Type is JTokenType.Integer or JTokenType.Float, name);
        }

        Assert.All(((JObject)check["witnesses"]!).Properties(), witness => Assert.True((long)witness.Value > 0));
    }

    [Fact]
    public void A_violation_ends_with_the_command_that_replays_it()
    {
        var (scenario, mutant) = SomeMutant();
        var check = interlock.Run(Arguments(scenario, mutant));

        Assert.Equal(2, check.ExitCode);
        Assert.StartsWith("violated", check.Output, StringComparison.Ordinal);
        var command = check.Output.TrimEnd().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["replay", "interlock", "replay"], command[..3]);
        var replay = interlock.Run("replay", command[3]);
        Assert.Equal(0, replay.ExitCode);
        Assert.StartsWith("reproduced", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        var (scenario, mutant) = SomeMutant();
        File.WriteAllText(interlock.PathOf("mine.json"), "mine");
        string[] arguments = [.. Arguments(scenario, mutant), "--trace", "mine.json", "--json"];

        var first = JObject.Parse(interlock.Run(arguments).Output);
        var second = JObject.Parse(interlock.Run(arguments).Output);

        Assert.Equal("mine", File.ReadAllText(interlock.PathOf("mine.json")));
        Assert.Equal("mine-2.json", first["results"]![0]!["trace"]);
        Assert.Equal("mine-2.json", second["results"]![0]!["trace"]); // the same recording needs no third file
    }

    [Fact]
    public void A_finding_is_shown_even_where_it_cannot_be_written()
    {
        var (scenario, mutant) = SomeMutant();
        File.WriteAllText(interlock.PathOf("file"), string.Empty);

        var result = interlock.Run([.. Arguments(scenario, mutant), "--trace", "file/is-no-folder.json"]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("violated", result.Output, StringComparison.Ordinal);
        Assert.Contains("could not be written", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-states", "100", "max-states")]
    [InlineData("--max-depth", "5", "max-depth")]
    [InlineData("--max-seconds", "0.2", "max-seconds")]
    public void A_bound_that_cuts_never_reads_as_a_proof(string option, string value, string name)
    {
        var result = interlock.Run("check", "ticket-lock", "-p", "vcpus=12", "--json", option, value);

        Assert.Equal(3, result.ExitCode);
        var check = JObject.Parse(result.Output)["results"]![0]!;
        Assert.Equal("incomplete", check["verdict"]);
        Assert.False((bool)check["complete"]!);
        Assert.Equal(name, check["bound"]!["name"]);
        Assert.True((long)check["bound"]!["left"]! > 0);
    }

    [Fact]
    public void A_long_search_shows_progress_on_standard_error()
    {
        var result = interlock.Run("check", "ticket-lock", "-p", "vcpus=12", "--max-seconds", "2");

        Assert.Matches(@"ticket-lock: exploring  states [\d,]+  frontier [\d,]+  depth \d+  [\d,]+ states/s  \d+ s", result.Error);
    }

    [Fact]
    public void An_interrupt_keeps_what_was_found()
    {
        Assert.True(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        using var process = interlock.Start("check", "ticket-lock", "-p", "vcpus=12");
        process.StandardError.ReadLine(); // the first progress line: it is under way
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        var result = InterlockProcess.Finish(process);
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("incomplete", result.Output, StringComparison.Ordinal);
        Assert.Contains("interrupted", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no scenario 'nope'", "check", "nope")]
    [InlineData("There is no option '--nope'", "check", "--nope")]
    [InlineData("No parameter 'nope'", "check", "ticket-lock", "-p", "nope=1")]
    [InlineData("'vcpus' is not a size", "check", "ticket-lock", "-p", "vcpus")]
    [InlineData("takes vcpus from 1 to", "check", "ticket-lock", "-p", "vcpus=0")]
    [InlineData("has no mutant or near-miss 'nope'", "check", "ticket-lock", "--mutant", "nope")]
    [InlineData("name it", "check", "--mutant", "nope")]
    [InlineData("--workers takes", "check", "--workers", "0")]
    [InlineData("--max-states takes", "check", "--max-states", "0")]
    [InlineData("Cannot parse argument 'x'", "check", "--max-states", "x")]
    [InlineData("Argument 'sideways' not recognized. Must be one of: 'bfs' 'dfs' 'random'", "check", "--search", "sideways")]
    [InlineData("--walks goes with --search random only", "check", "--walks", "10")]
    [InlineData("--seed goes with --search random only", "check", "--search", "dfs", "--seed", "10")]
    [InlineData("--fingerprint does not go with --search random", "check", "--search", "random", "--fingerprint", "64")]
    [InlineData("--walks takes a number from 1 to", "check", "--search", "random", "--walks", "0")]
    [InlineData("--seed takes a number from 0 to", "check", "--search", "random", "--seed", "-1")]
    [InlineData("--max-depth takes a number from 1 to", "check", "--search", "random", "--max-depth", "0")]
    [InlineData("Cannot parse argument 'x'", "check", "--search", "random", "--seed", "x")]
    [InlineData("There is no file", "replay", "nope.json")]
    [InlineData("--steps and --trace go with --then check", "replay", "nope.json", "--steps", "1")]
    [InlineData("--report does not go with --then", "replay", "nope.json", "--then", "check", "--report", "out")]
    [InlineData("There is no file", "minimize", "nope.json")]
    [InlineData("is a folder", "minimize", ".")]
    [InlineData("is not a file to write to", "check", "--junit", ".")]
    [InlineData("There is no scenario", "graph", "nope")]
    [InlineData("cannot run on real threads", "stress", "toy-shootdown")]
    [InlineData("takes cpus and ets only, not pages", "stress", "general-client", "-p", "pages=2")]
    [InlineData("There is no command 'nope'", "nope")]
    public void Bad_input_gets_one_clear_sentence(string sentence, params string[] arguments)
    {
        var result = interlock.Run(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Empty(result.Output);
    }

    public void Dispose() => interlock.Dispose();

    private static (Scenario Scenario, Mutant Mutant) SomeMutant() =>
        (Catalogue.Find("ticket-lock"), Catalogue.Find("ticket-lock").Mutants[0]);

    private static string[] Arguments(Scenario scenario, Mutant mutant) =>
    [
        "check", scenario.Name, "--mutant", mutant.Name,
        .. mutant.Sizes.SelectMany(size => (string[])["-p", $"{size.Key}={size.Value}"]),
    ];
}
