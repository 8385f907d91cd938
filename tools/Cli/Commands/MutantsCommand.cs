using System.CommandLine;
using Interlock.Cli.Output;
using Interlock.Explorer.Mutants;
using Interlock.Models.Scenarios;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock mutants</c>: every seeded bug must be found, and every harmless neighbour must pass.</summary>
internal static class MutantsCommand
{
    public static Command Create()
    {
        var names = ScenarioOptions.Many();
        var alone = new Option<bool>("--alone")
        {
            Description = "Says for every property whether it finds a mutant alone too. All scenarios take minutes.",
        };
        var json = new Option<string?>("--json")
        {
            Description = "Prints JSON, or writes it to a file that is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var markdown = new Option<string?>("--markdown") { Description = "Writes the matrix to a file; with --alone in it." };
        var command = new Command("mutants", "Checks every mutant and near-miss: a kill matrix.") { names, alone, json, markdown };
        command.SetAction(parsed =>
        {
            var scenarios = ScenarioOptions.Find(parsed.GetValue(names));
            var (jsonFile, markdownFile) = (parsed.GetValue(json), parsed.GetValue(markdown));
            Refuse(jsonFile);
            Refuse(markdownFile);
            using var interruption = new Interruption();
            IReadOnlyList<Trial> trials;
            try
            {
                trials = KillMatrix.Run(
                    scenarios, parsed.GetValue(alone) || markdownFile is not null, TrialProgress.Show, interruption.Token);
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("interlock: interrupted before every mutant was tried; nothing is said of any");
                return ExitCode.Incomplete;
            }

            if (markdownFile is not null)
            {
                NewFile.Write(markdownFile, KillMarkdown.Write(trials));
            }

            if (jsonFile is not null)
            {
                NewFile.Write(jsonFile, KillText.Json(trials) + "\n");
            }

            if (jsonFile is null && parsed.GetResult(json) is { Implicit: false })
            {
                Console.Out.WriteLine(KillText.Json(trials));
            }
            else
            {
                KillText.Print(trials);
            }

            return trials.All(trial => trial.Killed && trial.Passed) ? ExitCode.Verified : ExitCode.Violated;
        });
        return command;
    }

    private static void Refuse(string? file)
    {
        if (file is not null && Catalogue.All.Any(scenario => scenario.Name == file))
        {
            throw new ArgumentException($"'{file}' is a scenario and stands where a file is named: put the scenarios first.");
        }

        if (File.Exists(file))
        {
            throw new ArgumentException($"{file} exists already, and nothing is overwritten: name another file.");
        }
    }
}
