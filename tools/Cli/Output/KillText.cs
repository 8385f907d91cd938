using Interlock.Catalogue;
using Interlock.Explorer.Mutants;
using Newtonsoft.Json.Linq;
using Spectre.Console;

namespace Interlock.Cli.Output;

/// <summary>A kill matrix for readers and for machines.</summary>
internal static class KillText
{
    /// <summary>For machines.</summary>
    /// <param name="trials">What was tried.</param>
    /// <param name="left">How many mutants were not, because of an interrupt.</param>
    public static JObject Json(IReadOnlyList<Trial> trials, int left) => new(
        new JProperty("mutants", new JArray(trials.Select(Json))),
        new JProperty("notTried", left),
        new JProperty("waiting", new JArray(WaitingMutants.All.Select(mutant => new JObject(
            new JProperty("name", mutant.Name),
            new JProperty("origin", mutant.Origin),
            new JProperty("needs", mutant.Needs))))));

    /// <summary>For readers.</summary>
    /// <param name="trials">What was tried.</param>
    /// <param name="left">How many mutants were not, because of an interrupt.</param>
    public static void Print(IReadOnlyList<Trial> trials, int left)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumns("scenario", "mutant", "verdict", "property", "memory");
        foreach (var column in new[] { "steps", "states", "seconds" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumns("near-miss", "verdict");
        var isAlone = trials.Any(trial => trial.Alone.Count > 0);
        if (isAlone)
        {
            table.AddColumn("found alone by (steps)");
        }

        foreach (var trial in trials)
        {
            string[] cells =
            [
                trial.Scenario.Name,
                trial.Mutant.Name,
                trial.Killed ? "killed" : "SURVIVED",
                trial.Report.Violation?.Property ?? "-",
                trial.Mutant.Memory ?? ModelMatrix.Sequential,
                $"{trial.Length}",
                $"{trial.Report.States:N0}",
                $"{trial.Report.Elapsed.TotalSeconds:0.00}",
                trial.Mutant.NearMiss,
                trial.Passed ? "passed" : trial.IsElsewhere ? "not right here" : "FLAGGED",
                .. isAlone ? [AloneText(trial)] : Enumerable.Empty<string>(),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        Terminal.Out.Write(table);
        Console.Out.WriteLine(
            $"{trials.Count(trial => trial.Killed)} of {trials.Count} mutants killed, " +
            $"{trials.Count(trial => trial.Passed)} of {trials.Count} near-misses passed; " +
            $"{WaitingMutants.All.Count} known bugs wait for what the machine cannot do yet (traces/KILLS.md)");
        if (left > 0)
        {
            Console.Out.WriteLine($"Interrupted: {left} mutants were not tried, and nothing is said of them.");
        }
    }

    private static string AloneText(Trial trial) => string.Join(", ", trial.Alone
        .Where(pair => pair.Value.Caught is not false)
        .Select(pair => pair.Value.Caught is null ? $"{pair.Key}?" : $"{pair.Key} {pair.Value.Length}"));

    private static JObject Json(Trial trial) => new(
        new JProperty("name", trial.Mutant.Name),
        new JProperty("family", KillMarkdown.NameOf(trial.Mutant.Family)),
        new JProperty("origin", trial.Mutant.Origin),
        new JProperty("scenario", trial.Scenario.Name),
        new JProperty("sizes", JObject.FromObject(trial.Mutant.Sizes)),
        new JProperty("property", trial.Mutant.Property),
        new JProperty("memory", trial.Mutant.Memory),
        new JProperty("models", new JObject(trial.Models.Select(pair => new JProperty(pair.Key, new JObject(
            new JProperty("caught", pair.Value.Caught), new JProperty("length", pair.Value.Length)))))),
        new JProperty("killed", trial.Killed),
        new JProperty("length", trial.Length),
        new JProperty("states", trial.Report.States),
        new JProperty("seconds", Seconds(trial.Report.Elapsed)),
        new JProperty("nearMiss", new JObject(
            new JProperty("name", trial.Mutant.NearMiss), new JProperty("passed", trial.Passed))),
        new JProperty("alone", new JObject(trial.Alone.Select(pair => new JProperty(pair.Key, new JObject(
            new JProperty("caught", pair.Value.Caught),
            new JProperty("length", pair.Value.Length),
            new JProperty("states", pair.Value.States),
            new JProperty("seconds", Seconds(pair.Value.Elapsed))))))));

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 6);
}
