using System.CommandLine;
using System.Threading.Channels;
using Interlock.Cli.Output;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Walks;
using Interlock.Models.Scenarios;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock check</c>: explores scenarios and says what came of it.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var names = ScenarioOptions.Many();
        var parameters = ScenarioOptions.Parameters();
        var mutant = ScenarioOptions.Mutant();
        var json = ScenarioOptions.Json();
        var search = new SearchArguments();
        var trace = new Option<string?>("--trace")
        {
            Description = "Where to write a counterexample; default: a new file in counterexamples/.",
        };
        var report = ReportOutput.Option();
        var command = new Command("check", "Explores scenarios completely, or samples them; all of them if none is named.")
        {
            names, parameters, mutant, trace, json, report,
        };
        search.AddTo(command);
        command.SetAction(parsed =>
        {
            var scenarios = ScenarioOptions.Find(parsed.GetValue(names));
            var sizes = ScenarioOptions.SizesFor(scenarios, ScenarioOptions.Sizes(parsed.GetValue(parameters)));
            var variant = parsed.GetValue(mutant);
            if (scenarios.Count > 1 && (variant is not null || parsed.GetValue(trace) is not null))
            {
                throw new ArgumentException("--mutant and --trace concern one scenario: name it.");
            }

            var output = ReportOutput.Of(parsed.GetValue(report), parsed); // refused now, not after a long search
            using var interruption = new Interruption();
            var walks = search.WalksOf(parsed);
            var options = walks is null ? search.Of(parsed) : null;
            var systems = scenarios.Zip(sizes, (scenario, size) => scenario.Build(size, variant)).ToList();
            var results = new List<CheckResult>();
            for (var index = 0; index < scenarios.Count && !interruption.Token.IsCancellationRequested; index++)
            {
                var system = systems[index];
                var found = Explore(scenarios[index].Name, events => walks is null
                    ? new Exploration(system, options).Run(events, interruption.Token)
                    : new RandomWalks(system, walks).Run(events, interruption.Token));
                results.Add(Result(
                    scenarios[index], sizes[index], systems[index].Memory, variant, found, parsed.GetValue(trace)));
            }

            Print(results, parsed.GetValue(json));
            output?.Write(results);
            return ExitCode.Of(results.Select(result => result.Report.Verdict).Concat(
                results.Count < scenarios.Count ? [Verdict.Incomplete] : []));
        });
        return command;
    }

    private static Report Explore(string name, Func<ChannelWriter<SearchEvent>, Report> run)
    {
        var events = Channel.CreateUnbounded<SearchEvent>();
        var progress = ProgressLine.Follow(events.Reader, name);
        var report = run(events.Writer);
        events.Writer.Complete();
        progress.Wait();
        return report;
    }

    private static CheckResult Result(
        Scenario scenario, Sizes sizes, string memory, string? variant, Report report, string? path)
    {
        if (report.Counterexample is not { } counterexample)
        {
            return new CheckResult(scenario, sizes, memory, variant, report, null, null);
        }

        var trace = Recording.Record(scenario, sizes, variant, counterexample);
        path ??= Path.Combine("counterexamples", $"{variant ?? scenario.Name}.json");
        return new CheckResult(scenario, sizes, memory, variant, report, trace, Keep(path, trace));
    }

    // What a long search has found is shown even where it cannot be written.
    private static string? Keep(string path, Trace trace)
    {
        try
        {
            return NewFile.Write(path, TraceFile.Write(trace));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"interlock: the trace could not be written to {path}: {exception.Message}");
            return null;
        }
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
