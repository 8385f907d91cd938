using System.CommandLine;
using System.Threading;
using Interlock.Catalogue;
using Interlock.Cli.Output;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Walks;

namespace Interlock.Cli.Commands;

/// <summary>How <c>replay</c> is told to go on from the middle of a trace, and does.</summary>
internal sealed class ContinuationArguments
{
    private readonly SearchArguments search = new();
    private readonly Option<string?> then = new("--then")
    {
        Description = "check: replay only the beginning, and explore all that can follow. What is found is said of that part alone.",
    };

    private readonly Option<int?> steps = new("--steps")
    {
        Description = "With --then check, how many steps to replay first; default: all but the last, or up to the loop.",
    };

    private readonly Option<string?> output = new("--trace")
    {
        Description = "With --then check, where to write a counterexample; default: a new file in counterexamples/.",
    };

    public void AddTo(Command command)
    {
        then.AcceptOnlyFromAmong("check");
        foreach (var option in (Option[])[then, steps, output])
        {
            command.Options.Add(option);
        }

        search.AddTo(command);
    }

    public bool IsWanted(ParseResult parsed)
    {
        if (parsed.GetValue(then) is not null)
        {
            return true;
        }

        if (parsed.GetValue(steps) is not null || parsed.GetValue(output) is not null)
        {
            throw new ArgumentException("--steps and --trace go with --then check.");
        }

        return search.Given(parsed).FirstOrDefault(name => name != "--max-states") is not { } ofSearches
            ? false
            : throw new ArgumentException($"{ofSearches} goes with --then check.");
    }

    /// <summary>The bound on states; null if none was given.</summary>
    public long? MaxStates(ParseResult parsed) => search.MaxStates(parsed);

    /// <summary>Replays, explores, and says what came of it.</summary>
    /// <returns>The exit code.</returns>
    public int Explore(ParseResult parsed, string path, Trace trace, bool json, CancellationToken interrupt)
    {
        Writable.Require(parsed.GetValue(output));
        var count = parsed.GetValue(steps) ?? trace.Loop ?? trace.Steps.Count - 1;
        if (count < 0 || count > trace.Steps.Count)
        {
            throw new ArgumentException($"--steps takes a number from 0 to {trace.Steps.Count}, the steps of this trace, not {count}.");
        }

        var confirmed = Recording.Confirm(trace, ScenarioList.All, prefix: count);
        if (!confirmed.Reproduced)
        {
            ReplayText.Print(path, confirmed);
            return ExitCode.Error;
        }

        var (scenario, sizes, system) = TraceArguments.SystemOf(trace);
        var continuing = new Continuing(trace, system, count);
        var walks = search.WalksOf(parsed);
        var options = walks is null ? search.Of(parsed) : null;
        var part = ProgressLine.During(scenario.Name, events => walks is null
            ? new Exploration(continuing.System, options).Run(events, interrupt)
            : new RandomWalks(continuing.System, walks).Run(events, interrupt));
        var whole = CheckResult.Of(
            scenario, sizes, system, trace.Variant, continuing.OfWhole(part), parsed.GetValue(output));
        var result = whole with { Prefix = count };
        if (json)
        {
            Console.Out.WriteLine(CheckJson.Envelope([CheckJson.Of(result)]));
        }
        else
        {
            CheckText.Print(result);
        }

        return ExitCode.Of(result.Report.Verdict);
    }
}
