using Interlock.Catalogue;
using Interlock.Semantics.Scenarios;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Cli;

[Trait("Category", "Long")]
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
    public void The_key_of_fingerprints_is_drawn_anew_printed_and_repeated_by_its_seed()
    {
        var results = Enumerable.Range(0, 2).Select(_ => JObject.Parse(interlock.Run("check", "mutex", "--json").Output)["results"]![0]!)
            .ToList();
        var seeds = results.Select(result => (string)result["seed"]!).ToList();
        Assert.All(seeds, seed => Assert.Matches("^0x[0-9a-f]{32}$", seed));
        Assert.NotEqual(seeds[0], seeds[1]);
        Assert.Equal(results[0]["states"], results[1]["states"]);

        var text = interlock.Run("check", "mutex", "--seed", seeds[0]).Output;
        Assert.Contains($" (seed {seeds[0]})", text, StringComparison.Ordinal);
        Assert.Matches(@"; a state was missed with a probability of at most \d\.\de-\d+ \(seed 0x", text);
        var several = interlock.Run("check", "mutex", "ticket-lock", "--seed", "255").Output;
        Assert.Matches("a state was missed with a probability of at most [^;]+; seed 0x0{30}ff\\.", several);
        var exact = JObject.Parse(
            interlock.Run("check", "mutex", "--json", "--fingerprint", "exact", "--seed", "1").Output)["results"]![0]!;
        Assert.Equal(JTokenType.Null, exact["seed"]!.Type);
        Assert.Equal(results[0]["states"], exact["states"]);
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
        (ScenarioList.Find("ticket-lock"), ScenarioList.Find("ticket-lock").Mutants[0]);

    private static string[] Arguments(Scenario scenario, Mutant mutant) =>
    [
        "check", scenario.Name, "--mutant", mutant.Name,
        .. mutant.Sizes.SelectMany(size => (string[])["-p", $"{size.Key}={size.Value}"]),
    ];
}
