using System.CommandLine;
using Interlock.Catalogue;
using Interlock.Cli.Output;
using Interlock.Explorer.Minimizing;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock minimize</c>: makes a recorded counterexample simpler.</summary>
internal static class MinimizeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The trace." };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where to write the result; may be the file itself. Default: a new file beside it, named -minimized.",
        };
        var maxStates = new Option<long>("--max-states")
        {
            Description = "States that the search for something simpler looks at.",
            DefaultValueFactory = _ => Minimization.MostStates,
        };
        var json = ScenarioOptions.Json();
        var command = new Command("minimize", "Makes a trace simpler: fewest context switches, then fewest steps.")
        {
            file, output, maxStates, json,
        };
        command.SetAction(parsed =>
        {
            var (path, named) = (parsed.GetValue(file)!, parsed.GetValue(output));
            var trace = TraceArguments.Read(path);
            if (parsed.GetValue(maxStates) < 1)
            {
                throw new ArgumentException("--max-states takes a number from 1.");
            }

            var target = named ?? $"{Path.ChangeExtension(path, null)}-minimized.json";
            Writable.Require(target);
            var isItself = Path.GetFullPath(target) == Path.GetFullPath(path);
            if (named is not null && !isItself)
            {
                Writable.RequireNew(target);
            }

            using var interruption = new Interruption();
            var report = Recording.Confirm(trace, ScenarioList.All);
            if (report.Replayed is not { } replayed)
            {
                ReplayText.Print(path, report);
                return ExitCode.Error;
            }

            var recorded = new Counterexample(
                trace.Violation, trace.Initial, [.. trace.Steps.Select(step => new Choice(step.Actor, step.Choice))], trace.Loop);
            var minimized = ProgressLine.During(path, events =>
                new Minimization(replayed.System, parsed.GetValue(maxStates), events, interruption.Token).Minimize(recorded));
            var simpler = Recording.Record(replayed.Scenario, replayed.Sizes, trace.Variant, minimized.Counterexample);
            var written = isItself
                ? NewFile.Keep(path, () => NewFile.Replace(path, TraceFile.Write(simpler)))
                : NewFile.Keep(target, simpler);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(CheckJson.Envelope([Json(path, written, minimized)]));
            }
            else
            {
                Print(path, written, simpler, minimized);
            }

            return minimized.IsOneMinimal ? ExitCode.Verified : ExitCode.Incomplete;
        });
        return command;
    }

    private static JObject Json(string path, string? written, Minimized minimized) => new(
        new JProperty("file", path),
        new JProperty("property", minimized.Counterexample.Violation.Property),
        new JProperty("before", Json(minimized.Before)),
        new JProperty("after", Json(minimized.After)),
        new JProperty("oneMinimal", minimized.IsOneMinimal),
        new JProperty("simplest", minimized.IsSimplest),
        new JProperty("trace", written));

    private static JObject Json(Cost cost) => new(new JProperty("steps", cost.Steps), new JProperty("switches", cost.Switches));

    private static void Print(string path, string? written, Trace simpler, Minimized minimized)
    {
        Console.Out.WriteLine($"minimized   {path}: {simpler.Violation.Property}");
        Console.Out.WriteLine($"            before: {minimized.Before}");
        Console.Out.WriteLine($"            after:  {minimized.After}");
        Console.Out.WriteLine($"            {Meaning(minimized)}");
        CounterexampleTable.Print(simpler);
        if (written is not null)
        {
            Console.Out.WriteLine($"replay      interlock replay {written}");
        }
    }

    private static string Meaning(Minimized minimized) => minimized switch
    {
        { IsOneMinimal: false } => "interrupted: it may not be minimal",
        { IsSimplest: true } =>
            "no execution from the same first state that breaks the property has fewer switches, or as few in fewer steps",
        _ => "no step can be left out, and no two segments of one actor merged; there may be a simpler one that is quite different",
    };
}
