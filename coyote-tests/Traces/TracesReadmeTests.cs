using System.Text;
using Interlock.Catalogue;
using Interlock.Explorer.Mutants;
using Interlock.Explorer.Traces;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>The table of bugs is made from the mutants and their traces, so it cannot lie.</summary>
public sealed class TracesReadmeTests
{
    private const string Preface = """
        # traces

        Every mutant has a recorded counterexample: a shortest execution that breaks the property and, of
        those, the one with the smallest choices. CI replays all of them; `interlock replay traces` does so
        on your machine.

        A trace is JSON with one step per line: whose step it is (`actor`), which outcome was chosen
        (`choice`), the operation and its result (`operation`), its place in the source (`site`), the words
        that it changed and the events that the code reported to monitors. The header names scenario, sizes
        and mutant; the last state and a checksum follow the steps. A replay runs all code again and demands
        the same operation, changes and events at each step and the same violation at the end; line numbers
        may differ. After an intended change of code, run the tests with `INTERLOCK_UPDATE_EXPECTED=1` and
        review the difference.

        [KILLS.md](KILLS.md) lists the mutants by family, the cost of finding each, and which properties
        find it alone. [ORIGINS.md](ORIGINS.md) resolves codes such as `L-24` to the real bug. A memory model
        beside a property is the one under which the trace was recorded: sequential consistency hides the bug.

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
                    .Append(mutant.Property).Append(mutant.Memory is { } model ? $" ({model})" : "").Append(" | ")
                    .Append(trace.Steps.Count).Append(" | ")
                    .Append(Cell(mutant.Wrong ?? trace.Violation.Message)).Append(" |\n");
            }
        }

        text.Append('\n').Append(KillMarkdown.Waiting(WaitingMutants.All));

        Expected.InFile("traces/README.md", text.ToString());
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
