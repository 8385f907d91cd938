using Interlock.Mutate;
using Newtonsoft.Json.Linq;
using Spectre.Console;

namespace Interlock.Cli.Output;

/// <summary>What came of changing production code.</summary>
/// <param name="mutations">What was to be tried.</param>
/// <param name="outcomes">What was tried.</param>
/// <param name="known">What is known to survive, and why.</param>
/// <param name="gone">What is said to survive and is not there.</param>
internal sealed class MutateReport(
    IReadOnlyList<Mutation> mutations, IReadOnlyList<Outcome> outcomes, Explanations known, IReadOnlyList<string> gone)
{
    private readonly List<Outcome> unexplained =
        [.. outcomes.Where(outcome => !outcome.IsAsExpected && known.Of(outcome.Mutation.Name) is null)];

    // Explained, and yet noticed.
    private readonly List<Outcome> noticed =
        [.. outcomes.Where(outcome => outcome.IsAsExpected && known.Of(outcome.Mutation.Name) is not null)];

    public int ExitCode =>
        unexplained.Count + noticed.Count + gone.Count > 0 ? Cli.ExitCode.Violated
        : outcomes.Count < mutations.Count ? Cli.ExitCode.Incomplete
        : Cli.ExitCode.Verified;

    public JObject Json() => new(
        new JProperty("outcomes", new JArray(outcomes.Select(outcome => new JObject(
            new JProperty("name", outcome.Mutation.Name),
            new JProperty("place", outcome.Mutation.Place),
            new JProperty("operator", outcome.Mutation.Operator),
            new JProperty("change", outcome.Mutation.Change),
            new JProperty("expected", $"{outcome.Mutation.Expectation}".ToLowerInvariant()),
            new JProperty("fate", $"{outcome.Fate}".ToLowerInvariant()),
            new JProperty("because", outcome.Because),
            new JProperty("steps", outcome.Fate == Fate.Killed ? outcome.Results[^1].Depth : 0),
            new JProperty("reason", known.Of(outcome.Mutation.Name)),
            new JProperty("errors", new JArray(outcome.Errors)),
            new JProperty("seconds", Math.Round(outcome.Results.Sum(result => result.Seconds), 3)))))),
        new JProperty("notTried", mutations.Count - outcomes.Count),
        new JProperty("explainedButNotThere", new JArray(gone)));

    public void Print()
    {
        Print("Not noticed, and not explained:", unexplained, outcome => outcome.Fate == Fate.Survived ? "-" : outcome.Because);
        Print("Explained, and yet noticed: take it from the list.", noticed, outcome => outcome.Because);
        if (gone.Count > 0)
        {
            Console.Out.WriteLine("Explained, and not there any more: take it from the list.");
            foreach (var name in gone)
            {
                Console.Out.WriteLine($"  {name}");
            }
        }

        var (bugs, harmless) = (Of(Expectation.Killed), Of(Expectation.Passed));
        Console.Out.WriteLine(
            $"{bugs.Count} changes for the worse: {Count(bugs, Fate.Killed)} killed by a counterexample, " +
            $"{Count(bugs, Fate.Refused) + Count(bugs, Fate.Crashed)} not verified for another reason, " +
            $"{bugs.Count(outcome => known.Of(outcome.Mutation.Name) is not null)} explained, {Count(bugs, Fate.NoProgram)} no programs.");
        Console.Out.WriteLine(
            $"{harmless.Count} harmless changes: {Count(harmless, Fate.Survived)} passed. {Of(Expectation.Waits).Count} wait for weak " +
            "memory.");
        if (outcomes.Count < mutations.Count)
        {
            Console.Out.WriteLine($"Interrupted: {mutations.Count - outcomes.Count} were not tried.");
        }
    }

    private List<Outcome> Of(Expectation expectation) => [.. outcomes.Where(outcome => outcome.Mutation.Expectation == expectation)];

    private static int Count(List<Outcome> among, Fate fate) => among.Count(outcome => outcome.Fate == fate);

    private static void Print(string title, List<Outcome> rows, Func<Outcome, string> why)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumns("where", "operator", "change", "fate", "because");
        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.Mutation.Place),
                new Text(row.Mutation.Operator),
                new Text(row.Mutation.Change),
                new Text($"{row.Fate}".ToLowerInvariant()),
                new Text(why(row)));
        }

        Console.Out.WriteLine(title);
        Terminal.Out.Write(table);
    }
}
