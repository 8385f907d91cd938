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

        Assert.Contains(check["assumptions"]!, assumed => ((string)assumed!).Contains("weaker memory orders", StringComparison.Ordinal));
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
        File.WriteAllText(interlock.PathOf("counterexamples"), "where the folder would be");

        var result = interlock.Run(Arguments(scenario, mutant));

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

    public void Dispose() => interlock.Dispose();

    private static (Scenario Scenario, Mutant Mutant) SomeMutant() =>
        (Catalogue.Find("ticket-lock"), Catalogue.Find("ticket-lock").Mutants[0]);

    private static string[] Arguments(Scenario scenario, Mutant mutant) =>
    [
        "check", scenario.Name, "--mutant", mutant.Name,
        .. mutant.Sizes.SelectMany(size => (string[])["-p", $"{size.Key}={size.Value}"]),
    ];
}
