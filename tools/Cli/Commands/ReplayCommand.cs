using System.CommandLine;
using Interlock.Cli.Output;
using Interlock.Explorer.Traces;
using Interlock.Models.Scenarios;
using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock replay</c>: follows recorded schedules and demands the same violation at the same step.</summary>
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
            Description = "Say of each trace which step made the violation inevitable, which accesses conflict, and what the state differs in.",
        };
        var maxStates = new Option<long>("--max-states")
        {
            Description = "With --explain, states that are explored at most for a trace.",
            DefaultValueFactory = _ => Explaining.MostStates,
        };
        var command = new Command(
            "replay", "Replays traces: exit code 0 if each is reproduced, 4 if one diverges, 1 if a file is no trace.")
        {
            files, json, explain, maxStates, report,
        };
        command.SetAction(parsed =>
        {
            var output = ReportOutput.Of(parsed.GetValue(report), parsed);
            var paths = parsed.GetValue(files)!.SelectMany(Expand).ToList();
            var traces = paths.Select(Read).ToList(); // all of them first: a bad file is bad input, whatever the rest does
            var reports = traces.Select(trace => Recording.Confirm(trace, Catalogue.All)).ToList();
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(CheckJson.Envelope(paths.Zip(reports, Json)));
            }
            else
            {
                Print(paths, reports);
            }

            if (parsed.GetValue(explain))
            {
                foreach (var followed in reports.Where(followed => followed.Reproduced))
                {
                    var scenario = Catalogue.Find(followed.Trace.Scenario);
                    Console.Out.WriteLine(paths[reports.IndexOf(followed)]);
                    var system = scenario.Build(new Sizes(scenario, followed.Trace.Parameters), followed.Trace.Variant);
                    ExplanationText.Print(followed.Trace, Explaining.Of(followed.Trace, system, parsed.GetValue(maxStates)));
                }
            }

            output?.Write([.. traces.Zip(paths)]);
            return reports.All(report => report.Reproduced) ? ExitCode.Verified : ExitCode.Error;
        });
        return command;
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var found = Directory.GetFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new ArgumentException($"There is no trace in the folder {path}.");
    }

    private static Trace Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ArgumentException($"There is no file {path}.");
        }

        try
        {
            return TraceFile.Read(File.ReadAllText(path));
        }
        catch (TraceFormatException exception)
        {
            throw new TraceFormatException($"{path} cannot be replayed: {exception.Message.TrimEnd('.')}.");
        }
    }

    private static void Print(List<string> paths, List<ReplayReport> reports)
    {
        for (var index = 0; index < reports.Count; index++)
        {
            var (report, trace) = (reports[index], reports[index].Trace);
            Console.Out.WriteLine(report.Reproduced
                ? $"reproduced  {paths[index]}: {trace.Violation.Property} at step {trace.Steps.Count}"
                : $"diverged    {paths[index]} at step {report.Step} of {trace.Steps.Count}: {report.Divergence}");
            if (!report.Reproduced)
            {
                Console.Out.WriteLine(
                    "            likely causes, in order: the code of the scenario, the primitive or the mutant has " +
                    "changed since; the trace is of another version of Interlock; the code is not deterministic.");
            }
        }

        if (reports is [{ Reproduced: true } only])
        {
            Console.Out.WriteLine($"            {only.Trace.Violation.Message}");
            CounterexampleTable.Print(only.Trace);
        }
        else
        {
            Console.Out.WriteLine($"{reports.Count(report => report.Reproduced)} of {reports.Count} traces reproduced");
        }
    }

    private static JObject Json(string path, ReplayReport report) => new(
        new JProperty("file", path),
        new JProperty("scenario", report.Trace.Scenario),
        new JProperty("parameters", JObject.FromObject(report.Trace.Parameters)),
        new JProperty("mutant", report.Trace.Variant),
        new JProperty("reproduced", report.Reproduced),
        new JProperty("verdict", report.Reproduced ? "violated" : "error"),
        new JProperty("violation", new JObject(
            new JProperty("property", report.Trace.Violation.Property),
            new JProperty("message", report.Trace.Violation.Message),
            new JProperty("length", report.Trace.Steps.Count))),
        new JProperty("divergedAtStep", report.Step is { } step && !report.Reproduced ? step : null),
        new JProperty("divergence", report.Divergence));
}
