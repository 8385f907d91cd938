using System.CommandLine;
using Interlock.Cli.Output;
using Interlock.Explorer.Traces;
using Interlock.Models.Scenarios;

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
            "replay", "Replays traces: exit code 0 if each is reproduced, 4 if one diverges, 1 if a file is no trace.")
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

            var reports = traces.Select(trace => Recording.Confirm(trace, Catalogue.All)).ToList();
            var bound = continuation.MaxStates(parsed) ?? Explaining.MostStates;
            var explanations = reports.Select((report, index) => parsed.GetValue(explain) && report.Reproduced
                ? ProgressLine.During(paths[index], events => Explaining.Of(
                    report.Trace, TraceArguments.SystemOf(report.Trace).System, bound, events, interruption.Token))
                : null).ToList();
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(CheckJson.Envelope(
                    paths.Select((path, index) => ReplayJson.Of(path, reports[index], explanations[index]))));
            }
            else
            {
                ReplayText.Print(paths, reports, explanations);
            }

            output?.Write([.. traces.Zip(paths)]);
            return reports.All(report => report.Reproduced) ? ExitCode.Verified : ExitCode.Error;
        });
        return command;
    }
}
