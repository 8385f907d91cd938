using System.CommandLine;
using Interlock.Cli.Output;
using Interlock.Explorer.Search;
using Interlock.Models.Scenarios;
using Newtonsoft.Json.Linq;
using Spectre.Console;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock mutants</c>: every seeded bug must be found, and every harmless neighbour must pass.</summary>
internal static class MutantsCommand
{
    public static Command Create()
    {
        var names = ScenarioOptions.Many();
        var json = ScenarioOptions.Json();
        var command = new Command("mutants", "Checks every mutant and near-miss: a kill matrix.") { names, json };
        command.SetAction(parsed =>
        {
            var trials = ScenarioOptions.Find(parsed.GetValue(names))
                .SelectMany(scenario => scenario.Mutants.Select(mutant => Try(scenario, mutant)))
                .ToList();
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(new JObject(new JProperty("mutants", new JArray(trials.Select(Json)))));
            }
            else
            {
                Print(trials);
            }

            return trials.All(trial => trial.Killed && trial.Passed) ? ExitCode.Verified : ExitCode.Violated;
        });
        return command;
    }

    private static Trial Try(Scenario scenario, Mutant mutant)
    {
        var options = new SearchOptions(Workers: Environment.ProcessorCount);
        var small = new Sizes(scenario, mutant.Sizes);
        var report = new Exploration(scenario.Build(small, mutant.Name), options).Run();

        // A harmless variant must pass where its mutant is found, and at the sizes that everybody checks.
        var passed = new[] { small, new Sizes(scenario) }.All(sizes =>
            new Exploration(scenario.Build(sizes, mutant.NearMiss), options).Run().Verdict == Verdict.Verified);
        return new Trial(scenario, mutant, report, passed);
    }

    private static JObject Json(Trial trial) => new(
        new JProperty("name", trial.Mutant.Name),
        new JProperty("scenario", trial.Scenario.Name),
        new JProperty("property", trial.Mutant.Property),
        new JProperty("killed", trial.Killed),
        new JProperty("length", trial.Length),
        new JProperty("states", trial.Report.States),
        new JProperty("seconds", Math.Round(trial.Report.Elapsed.TotalSeconds, 6)),
        new JProperty("nearMiss", new JObject(
            new JProperty("name", trial.Mutant.NearMiss), new JProperty("passed", trial.Passed))));

    private static void Print(List<Trial> trials)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumns("scenario", "mutant", "verdict", "property");
        table.AddColumn(new TableColumn("steps").RightAligned());
        table.AddColumn(new TableColumn("states").RightAligned());
        table.AddColumns("near-miss", "verdict");
        foreach (var trial in trials)
        {
            table.AddRow(
                new Text(trial.Scenario.Name),
                new Text(trial.Mutant.Name),
                new Text(trial.Killed ? "killed" : "SURVIVED"),
                new Text(trial.Report.Violation?.Property ?? "-"),
                new Text($"{trial.Length}"),
                new Text($"{trial.Report.States:N0}"),
                new Text(trial.Mutant.NearMiss),
                new Text(trial.Passed ? "passed" : "FLAGGED"));
        }

        Terminal.Out.Write(table);
        Console.Out.WriteLine(
            $"{trials.Count(trial => trial.Killed)} of {trials.Count} mutants killed, " +
            $"{trials.Count(trial => trial.Passed)} of {trials.Count} near-misses passed");
    }

    private sealed record Trial(Scenario Scenario, Mutant Mutant, Report Report, bool Passed)
    {
        public bool Killed => Report.Verdict == Verdict.Violated && Report.Violation!.Property == Mutant.Property;

        public int Length => Report.Counterexample?.Schedule.Count ?? 0;
    }
}
