using System.CommandLine;
using Interlock.Cli.Guard;
using Interlock.Cli.Output;
using Interlock.Cli.Output.Ci;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock check</c>: explores scenarios and says what came of it.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var names = ScenarioOptions.Many();
        var parameters = ScenarioOptions.Parameters();
        var allow = ScenarioOptions.Allow();
        var mutant = ScenarioOptions.Mutant();
        var (memory, profile) = (ScenarioOptions.Memory(), ScenarioOptions.Profile());
        var json = ScenarioOptions.Json();
        var search = new SearchArguments();
        var trace = new Option<string?>("--trace")
        {
            Description = "Where to write a counterexample; default: a new file in counterexamples/.",
        };
        var report = ReportOutput.Option();
        var command = new Command("check", "Explores scenarios completely, or samples them; all of them if none is named.")
        {
            names, parameters, allow, memory, profile, mutant, trace, json, report,
        };
        search.AddTo(command);
        var ci = new CiOutputs();
        ci.AddTo(command);
        command.SetAction(parsed =>
        {
            var scenarios = ScenarioOptions.Find(parsed.GetValue(names));
            var given = ScenarioOptions.WithMemory(
                scenarios, parsed.GetValue(parameters), parsed.GetValue(memory)!, parsed.GetValue(profile));
            var sizes = ScenarioOptions.SizesFor(scenarios, given, parsed.GetValue(allow));
            var variant = parsed.GetValue(mutant);
            if (scenarios.Count > 1 && (variant is not null || parsed.GetValue(trace) is not null))
            {
                throw new ArgumentException("--mutant and --trace concern one scenario: name it.");
            }

            // Refused now, not after a long search.
            Writable.Require(parsed.GetValue(trace));
            ci.Require(parsed);
            Writable.RequireApart([parsed.GetValue(trace), .. ci.Paths(parsed), .. ReportOutput.Paths(parsed.GetValue(report))]);
            var output = ReportOutput.Of(parsed.GetValue(report), parsed);
            using var interruption = new Interruption();
            var walks = search.WalksOf(parsed);
            var options = walks is null ? search.Of(parsed) : null;
            var systems = scenarios.Zip(sizes, (scenario, size) => scenario.Build(size, variant)).ToList();
            ci.Begin(parsed);
            var results = new List<CheckResult>();
            using var repetition = walks is null ? new Repetition() : null;
            for (var index = 0; index < scenarios.Count && !interruption.Token.IsCancellationRequested; index++)
            {
                var system = systems[index];
                var found = Journal.Begin(scenarios[index].Name) is { } death
                    ? Report.Died(death)
                    : ProgressLine.During(scenarios[index].Name, events => walks is null
                    ? new Exploration(system, options, variant is null ? scenarios[index].ClaimsAt(sizes[index]) : null)
                    .Run(events, interruption.Token)
                    : new RandomWalks(system, walks).Run(events, interruption.Token));
                interruption.Code = found.Verdict == Verdict.Violated ? ExitCode.Violated : interruption.Code;
                results.Add(CheckResult.Of(
                    scenarios[index], sizes[index], systems[index], variant, found, parsed.GetValue(trace)));
                repetition?.Begin(results[^1], system);
            }

            results = repetition?.Judged(results, interruption.Token) ?? results;
            Print(results, parsed.GetValue(json));
            ci.Write(parsed, results, [.. scenarios.Skip(results.Count).Select(scenario => scenario.Name)]);
            output?.Write(results);
            return ExitCode.Of(results.Select(result => result.Report.Verdict).Concat(
                results.Count < scenarios.Count ? [Verdict.Incomplete] : []));
        });
        return command;
    }

    private static void Print(List<CheckResult> results, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(CheckJson.Envelope(results.Select(CheckJson.Of)));
            return;
        }

        foreach (var result in results.Where(result => results.Count == 1 || result.Report.Verdict != Verdict.Verified))
        {
            CheckText.Print(result);
        }

        if (results.Count > 1)
        {
            CheckText.PrintSummary(results);
        }
    }
}
