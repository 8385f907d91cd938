using System.CommandLine;
using Interlock.Catalogue;
using Interlock.Cli.Output;
using Interlock.Explorer.Traces;

namespace Interlock.Cli.Commands;

/// <summary>
/// <c>interlock replay</c>: follows recorded schedules and demands the same violation at the same step; explains them, or goes on from
/// the middle of one.
/// </summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file")
        {
            Description = "Traces, or folders of traces.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = ScenarioOptions.Json();
        var report = ReportOutput.Option();
        var explain = new Option<bool>("--explain")
        {
            Description = "Say of each trace which step made the violation inevitable, which accesses conflict, and what changed.",
        };
        var continuation = new ContinuationArguments();
        var command = new Command(
            "replay", "Replays traces: exit code 0 if each is reproduced, 4 if one diverges, 3 if interrupted, 1 if a file is no trace.")
        {
            files, json, explain, report,
        };
        continuation.AddTo(command);
        command.SetAction(parsed =>
        {
            var goesOn = continuation.IsWanted(parsed);
            if (goesOn && parsed.GetValue(report) is not null)
            {
                throw new ArgumentException("--report does not go with --then check: replay what that finds with --report.");
            }

            if (!goesOn && !parsed.GetValue(explain) && continuation.MaxStates(parsed) is not null)
            {
                throw new ArgumentException("--max-states goes with --explain or --then check.");
            }

            var output = ReportOutput.Of(parsed.GetValue(report), parsed);
            var paths = parsed.GetValue(files)!.SelectMany(TraceArguments.Expand).ToList();
            var traces = paths.Select(TraceArguments.Read).ToList(); // all of them first: a bad file is bad input, whatever the rest does
            using var interruption = new Interruption();
            if (goesOn)
            {
                return paths.Count == 1 && !parsed.GetValue(explain)
                    ? continuation.Explore(parsed, paths[0], traces[0], parsed.GetValue(json), interruption.Token)
                    : throw new ArgumentException("--then concerns one trace, without --explain: name one file.");
            }

            var (reports, explanations) = (new List<ReplayReport>(), new List<Explanation?>());
            var bound = continuation.MaxStates(parsed) ?? Explaining.MostStates;
            while (reports.Count < traces.Count && !interruption.Token.IsCancellationRequested)
            {
                var replayed = Recording.Confirm(traces[reports.Count], ScenarioList.All);
                explanations.Add(parsed.GetValue(explain) && replayed.Reproduced
                    ? ProgressLine.During(
                        paths[reports.Count], events => replayed.Replayed!.Explain(bound, events, interruption.Token))
                    : null);
                reports.Add(replayed);
            }

            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(CheckJson.Envelope(
                    reports.Select((replayed, index) => ReplayJson.Of(paths[index], replayed, explanations[index]))));
            }
            else
            {
                ReplayText.Print(paths, reports, explanations);
            }

            if (reports.Count < traces.Count)
            {
                Console.Error.WriteLine(
                    $"interlock: interrupted: {traces.Count - reports.Count} of {traces.Count} traces were not replayed");
            }

            output?.Write([.. traces.Select((trace, index) =>
                (index < reports.Count ? reports[index] : Recording.Confirm(trace, ScenarioList.All), paths[index]))]);
            return reports.Any(replayed => !replayed.Reproduced) ? ExitCode.Error
                : interruption.Token.IsCancellationRequested ? ExitCode.Incomplete
                : ExitCode.Verified;
        });
        return command;
    }
}
