using System.Text;
using Interlock.Catalogue;
using Interlock.Explorer.Mutants;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>The table of bugs is made from the mutants and their traces, so it cannot lie.</summary>
public sealed class TracesReadmeTests
{
    private const string Preface = """
        # traces

        A recorded counterexample for every seeded bug: the shortest execution that breaks the property, and of those the one
        with the smallest choices. CI replays them all; `interlock replay traces` does it here.

        A trace is JSON with one step a line: whose step it is (`actor`), which of its outcomes (`choice`), what it did and what
        that answered (`operation`), where in the source (`site`), what it changed and what the code remarked to the monitors.
        Scenario, sizes and mutant stand above, the last state below, and a checksum at the end. A replay runs all code afresh,
        demands the same operation, changes and remarks at each step and the same violation at the end; lines may move. When code
        has changed on purpose, run the tests with `INTERLOCK_UPDATE_EXPECTED=1` and review the difference.

        [KILLS.md](KILLS.md) has the bugs by families, how soon each is found, and which properties find it alone.

        """;

    [Fact]
    public void The_table_of_bugs_is_complete()
    {
        var text = new StringBuilder(Preface.ReplaceLineEndings("\n"));
        foreach (var scenario in ScenarioList.All.Where(scenario => scenario.Mutants.Count > 0))
        {
            text.Append("\n## ").Append(scenario.Name).Append("\n\n");
            text.Append("| trace | taken from | breaks | steps | what is seen |\n| --- | --- | --- | --: | --- |\n");
            foreach (var mutant in scenario.Mutants)
            {
                var path = $"{scenario.Name}/{mutant.Name}.json";
                var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", path)));
                text.Append("| [").Append(mutant.Name).Append("](").Append(path).Append(") | ")
                    .Append(Cell(mutant.Origin)).Append(" | ")
                    .Append(mutant.Property).Append(" | ")
                    .Append(trace.Steps.Count).Append(" | ")
                    .Append(Cell(mutant.Wrong ?? trace.Violation.Message)).Append(" |\n");
            }
        }

        text.Append('\n').Append(KillMarkdown.Waiting(WaitingMutants.All));

        Expected.InFile("traces/README.md", text.ToString());
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
