using System.CommandLine;
using Interlock.Catalogue;
using Interlock.Cli.Output;
using Interlock.Semantics.Scenarios;
using Newtonsoft.Json.Linq;
using Spectre.Console;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock list</c>: what can be checked.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var json = ScenarioOptions.Json();
        var command = new Command("list", "Lists scenarios, their parameters, properties and mutants.") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(new JObject(new JProperty("scenarios", new JArray(ScenarioList.All.Select(Json)))));
            }
            else
            {
                Print();
            }

            return ExitCode.Verified;
        });
        return command;
    }

    private static JObject Json(Scenario scenario) => new(
        new JProperty("name", scenario.Name),
        new JProperty("summary", scenario.Summary),
        new JProperty("parameters", new JObject(scenario.Parameters.Select(parameter => new JProperty(
            parameter.Name,
            new JObject(
                new JProperty("default", parameter.Default),
                new JProperty("min", parameter.Min),
                new JProperty("max", parameter.Max),
                new JProperty("meaning", parameter.Meaning)))))),
        new JProperty("properties", new JArray(scenario.ClaimsAt(new Sizes(scenario)))),
        new JProperty("witnesses", new JArray(scenario.Build(new Sizes(scenario)).Witnesses.Distinct())),
        new JProperty("mutants", new JArray(scenario.Mutants.Select(mutant => mutant.Name))));

    private static void Print()
    {
        foreach (var scenario in ScenarioList.All)
        {
            var table = new Table { Border = TableBorder.None, ShowHeaders = false };
            table.AddColumns(string.Empty, string.Empty);
            foreach (var parameter in scenario.Parameters)
            {
                table.AddRow(
                    new Text($"  -p {parameter.Name}={parameter.Default}"),
                    new Text($"{parameter.Meaning} ({parameter.Min} to {parameter.Max})"));
            }

            table.AddRow(new Text("  properties"), new Text(string.Join(", ", scenario.ClaimsAt(new Sizes(scenario)))));
            if (scenario.Mutants.Count > 0)
            {
                table.AddRow(
                    new Text("  mutants"), new Text(string.Join(", ", scenario.Mutants.Select(mutant => mutant.Name))));
            }

            Terminal.Out.WriteLine($"{scenario.Name}: {scenario.Summary}");
            Terminal.Out.Write(table);
            Terminal.Out.WriteLine();
        }
    }
}
