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
        var (memory, profile) = (ScenarioOptions.Memory(), ScenarioOptions.Profile());
        memory.Description =
            "tso or armv8: all mutants that it does not hide, and near-misses, which need not be right there. " +
            "sc: each at its own memory model.";
        var command = new Command("mutants", "Checks every mutant and near-miss: a kill matrix.")
        {
            names, alone, memory, profile, json, markdown,
        };
        command.SetAction(parsed =>
        {
            var scenarios = ScenarioOptions.Find(parsed.GetValue(names));
            var (jsonFile, markdownFile) = (parsed.GetValue(json), parsed.GetValue(markdown));
            Refuse(jsonFile);
            Refuse(markdownFile);
            Writable.RequireApart([jsonFile, markdownFile]);
            var model = ScenarioOptions.ModelOf(scenarios, parsed.GetValue(memory)!, parsed.GetValue(profile));
            if (model is not null && markdownFile is not null)
            {
                throw new ArgumentException("--markdown writes the matrix of each mutant's own memory model: leave --memory out.");
            }

            var mutants = KillMatrix.Pairs(scenarios, model).Count();
            if (mutants == 0)
            {
                throw new ArgumentException(
                    $"There is nothing to try: no mutants of {string.Join(", ", scenarios.Select(scenario => scenario.Name))}" +
                    $"{(model is null ? "" : $" that {model} shows")}.");
            }

            using var interruption = new Interruption();
            var trials = KillMatrix.Run(
                scenarios, parsed.GetValue(alone) || markdownFile is not null, TrialProgress.Show, model, interruption.Token);
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

            // What passes under its own memory model need not be right under a weaker one.
            return !trials.All(trial => trial.Killed && (trial.Passed || trial.IsElsewhere)) ? ExitCode.Violated
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
