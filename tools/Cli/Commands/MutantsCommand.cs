using System.CommandLine;
using Interlock.Catalogue;
using Interlock.Cli.Output;
using Interlock.Explorer.Mutants;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock mutants</c>: every seeded bug must be found, and every benign variant must pass.</summary>
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
            Writable.RequireApart([jsonFile, markdownFile]);
            var mutants = scenarios.Sum(scenario => scenario.Mutants.Count);
            if (mutants == 0)
            {
                throw new ArgumentException(
                    $"There is nothing to try: no mutants of {string.Join(", ", scenarios.Select(scenario => scenario.Name))}.");
            }

            using var interruption = new Interruption();
            var trials = KillMatrix.Run(
                scenarios, parsed.GetValue(alone) || markdownFile is not null, TrialProgress.Show, interruption.Token);
            var left = mutants - trials.Count;

            // Shown first: whatever becomes of the files, it is not lost.
            if (jsonFile is null && parsed.GetResult(json) is { Implicit: false })
            {
                Console.Out.WriteLine(KillText.Json(trials, left));
            }
            else
            {
                KillText.Print(trials, left);
            }

            if (jsonFile is not null)
            {
                NewFile.Write(jsonFile, KillText.Json(trials, left) + "\n");
            }

            if (markdownFile is not null && left == 0)
            {
                NewFile.Write(markdownFile, KillMarkdown.Write(trials, WaitingMutants.All));
            }
            else if (markdownFile is not null)
            {
                Console.Error.WriteLine($"interlock: {markdownFile} was not written: it is a matrix of all or of nothing");
            }

            return !trials.All(trial => trial.Killed && trial.Passed) ? ExitCode.Violated
                : left > 0 ? ExitCode.Incomplete
                : ExitCode.Verified;
        });
        return command;
    }

    private static void Refuse(string? file)
    {
        if (file is not null && ScenarioList.All.Any(scenario => scenario.Name == file))
        {
            throw new ArgumentException($"'{file}' is a scenario and stands where a file is named: put the scenarios first.");
        }

        Writable.RequireNew(file);
    }
}
