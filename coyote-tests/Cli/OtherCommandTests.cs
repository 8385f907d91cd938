using System.Xml.Linq;
using Interlock.Catalogue;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Cli;

[Trait("Category", "Long")]
public sealed class OtherCommandTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [Fact]
    public void List_names_everything_that_can_be_asked_for()
    {
        var listed = JObject.Parse(interlock.Run("list", "--json").Output)["scenarios"]!;

        Assert.Equal(ScenarioList.All.Select(scenario => scenario.Name), listed.Select(scenario => (string)scenario["name"]!));
        foreach (var scenario in listed)
        {
            Assert.NotEmpty((string)scenario["summary"]!);
            Assert.NotEmpty(scenario["properties"]!);
            Assert.NotEmpty(scenario["witnesses"]!);
            if ((string?)scenario["name"] != "general-client") // it is too large to try variants: smaller parts of it do
            {
                Assert.NotNull(scenario["mutants"]);
            }

            Assert.All(((JObject)scenario["parameters"]!).Properties(), parameter =>
            {
                Assert.InRange((int)parameter.Value["default"]!, (int)parameter.Value["min"]!, (int)parameter.Value["max"]!);
                Assert.NotEmpty((string)parameter.Value["meaning"]!);
            });
        }
    }

    [Theory]
    [InlineData("dot")]
    [InlineData("graphml")]
    [InlineData("json")]
    public void A_graph_has_every_state_and_transition(string format)
    {
        var result = interlock.Run("graph", "ticket-lock", "-p", "vcpus=2", "-p", "rounds=1", "--format", format);

        Assert.Equal(0, result.ExitCode);
        var (nodes, edges) = format switch
        {
            "dot" => (result.Output.Split('\n').Count(line => line.Contains("tooltip=\"next", StringComparison.Ordinal)),
                result.Output.Split('\n').Count(
                    line => line.Contains(" -> ", StringComparison.Ordinal) && line.Contains("[label=\"vcpu", StringComparison.Ordinal))),
            "graphml" => (Elements(result.Output, "node"), Elements(result.Output, "edge")),
            _ => (JObject.Parse(result.Output)["nodes"]!.Count(), JObject.Parse(result.Output)["edges"]!.Count()),
        };
        Assert.Equal(28, nodes); // W1 with N = 2, as SPIN counts it
        Assert.Equal(44, edges);
    }

    [Fact]
    public void A_graph_that_was_cut_says_so_and_overwrites_nothing()
    {
        var cut = interlock.Run("graph", "ticket-lock", "--max-states", "10", "-o", "graph.dot");

        Assert.Equal(3, cut.ExitCode);
        Assert.Contains("incomplete", File.ReadAllText(interlock.PathOf("graph.dot")), StringComparison.Ordinal);
        Assert.Equal(1, interlock.Run("graph", "ticket-lock", "-o", "graph.dot").ExitCode);
    }

    [Fact]
    public void The_kill_matrix_says_of_every_mutant_what_finds_it()
    {
        string[] scenarios = ["toy-shootdown", "mutex", "guest-share"];

        var result = interlock.Run(["mutants", .. scenarios, "--alone", "--json"]);

        Assert.Equal(0, result.ExitCode);
        var trials = JObject.Parse(result.Output)["mutants"]!;
        Assert.Equal(scenarios.Sum(name => ScenarioList.Find(name).Mutants.Count), trials.Count());
        Assert.All(trials, trial =>
        {
            Assert.True((bool)trial["killed"]!, (string)trial["name"]!);
            Assert.True((bool)trial["nearMiss"]!["passed"]!, (string)trial["nearMiss"]!["name"]!);
            Assert.Equal(
                ScenarioList.Find((string)trial["scenario"]!).Properties,
                ((JObject)trial["alone"]!).Properties().Select(lone => lone.Name));
            Assert.True((bool)trial["alone"]![(string)trial["property"]!]!["caught"]!, (string)trial["name"]!);
            Assert.True((long)trial["states"]! > 0);
        });
    }

    // What one memory model hides is left out, and bugs of sequential consistency are bugs under all.
    [Theory]
    [InlineData("tso", "peterson-lock", 2)]
    [InlineData("armv8", "peterson-lock", 3)]
    [InlineData("tso", "hand-over", 0)]
    [InlineData("tso", "rendezvous-barrier", 15)]
    public void All_mutants_are_tried_under_one_memory_model(string memory, string scenario, int shown)
    {
        var result = interlock.Run("mutants", scenario, "--memory", memory, "--json");

        Assert.Equal(shown == 0 ? 1 : 0, result.ExitCode);
        if (shown > 0)
        {
            var trials = JObject.Parse(result.Output)["mutants"]!;
            Assert.Equal(shown, trials.Count());
            Assert.All(trials, trial => Assert.True((bool)trial["killed"]!, (string)trial["name"]!));
            Assert.All(trials, trial => Assert.StartsWith(memory, (string)trial["memory"]!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_kill_matrix_under_a_memory_model_is_refused_where_there_is_none()
    {
        var refused = interlock.Run("mutants", "toy-shootdown", "--memory", "tso");

        Assert.Contains("sequential consistency only", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, interlock.Run("mutants", "mutex", "--memory", "tso", "--markdown", "kills.md").ExitCode);
    }

    [Fact]
    public void The_kill_matrix_is_written_to_files_that_are_not_there_yet()
    {
        var written = interlock.Run("mutants", "toy-shootdown", "--markdown", "kills.md", "--json", "kills.json");

        Assert.Equal(0, written.ExitCode);
        Assert.Contains("3 of 3 mutants killed, 3 of 3 near-misses passed", written.Output, StringComparison.Ordinal);
        Assert.Contains("| shootdown-does-not-wait | **4** |", File.ReadAllText(interlock.PathOf("kills.md")), StringComparison.Ordinal);
        Assert.Equal(3, JObject.Parse(File.ReadAllText(interlock.PathOf("kills.json")))["mutants"]!.Count());
        Assert.Equal(1, interlock.Run("mutants", "toy-shootdown", "--markdown", "kills.md").ExitCode);
        Assert.Equal(1, interlock.Run("mutants", "--json", "toy-shootdown").ExitCode);
    }

    [Theory]
    [InlineData("ticket-lock")]
    [InlineData("mutex")]
    [InlineData("rendezvous-barrier")]
    [InlineData("page-unmap")]
    public void The_same_code_runs_on_real_threads(string scenario)
    {
        var result = interlock.Run("stress", scenario, "--seconds", "0.5");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("nothing is proved", result.Output, StringComparison.Ordinal);
        Assert.Contains("seed 1:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_on_real_threads_is_a_violation_and_says_the_seed()
    {
        var result = interlock.Run("stress", "page-unmap", "--mutant", "unmap-without-tlbi", "--seconds", "20", "--seed", "7");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("seed 7: assertions:", result.Output, StringComparison.Ordinal);
    }

    [PosixFact]
    public void An_output_that_is_closed_changes_no_exit_code()
    {
        var command = Path.Combine(AppContext.BaseDirectory, "interlock.dll");

        Assert.Equal(0, Shell($"dotnet '{command}' stress ticket-lock --seconds 0.1 2>&-"));
        Assert.Equal(1, Shell($"dotnet '{command}' check nope 2>&-"));

        static int Shell(string line)
        {
            using var shell = System.Diagnostics.Process.Start("sh", ["-c", $"{line} >/dev/null"]);
            shell.WaitForExit();
            return shell.ExitCode;
        }
    }

    public void Dispose() => interlock.Dispose();

    private static int Elements(string xml, string name) =>
        XDocument.Parse(xml).Descendants().Count(element => element.Name.LocalName == name);
}
