using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;

namespace Interlock.Viewer.Reports;

/// <summary>Makes the report of what was checked, or of recorded traces.</summary>
/// <param name="version">The version of Interlock.</param>
/// <param name="command">The command that was given.</param>
/// <param name="scenarios">The scenarios that there are.</param>
public sealed class ReportBuilder(string version, string command, IReadOnlyList<Scenario> scenarios)
{
    /// <summary>The report of what was checked.</summary>
    /// <param name="results">What was checked, in order.</param>
    public ReportPage Of(IReadOnlyList<CheckedScenario> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var broken = results.Where(result => result.Counterexample is not null).ToList();
        var views = broken.ConvertAll(result => CounterexampleBuilder.Of(
            new ReplayReport(result.Counterexample!.Trace, true, null, null) { Replayed = result.Counterexample },
            scenarios,
            result.TracePath));
        return Page([.. results.Select(result => Result(result, broken.IndexOf(result)))], views);
    }

    /// <summary>The report of recorded traces.</summary>
    /// <param name="traces">The replayed traces, each with where it is on disk.</param>
    public ReportPage Of(IReadOnlyList<(ReplayReport Replay, string Path)> traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        return Page([], [.. traces.Select(trace => CounterexampleBuilder.Of(trace.Replay, scenarios, trace.Path))]);
    }

    /// <summary>A report as JSON.</summary>
    public static string Json(ReportPage page) => ViewerJson.Write(page);

    private ReportPage Page(IReadOnlyList<ScenarioResult> results, IReadOnlyList<CounterexampleView> views)
    {
        var properties = results.SelectMany(result => result.Properties).Concat(views.Select(view => view.Violation.Property));
        var missing = scenarios.Select(scenario => scenario.Name).Except(results.Select(result => result.Scenario)).ToList();
        return new ReportPage
        {
            Version = version,
            Command = command,
            Results = results,
            Counterexamples = Distinct(views),
            Properties = properties.Distinct().Order(StringComparer.Ordinal).ToDictionary(property => property, PropertyMeanings.Of),
            NotChecked = [.. missing.Count > 0 && results.Count > 0
                ? [$"Scenarios that were not run: {string.Join(", ", missing)}."]
                : Array.Empty<string>(), .. Limits.Always],
            Sources = new Sources(Environment.CurrentDirectory).LinesAround(views.SelectMany(view => view.Rows).Select(row => row.Site)),
        };
    }

    // Links name a counterexample; two of one name are told apart by a number.
    private static List<CounterexampleView> Distinct(IReadOnlyList<CounterexampleView> views)
    {
        var distinct = new List<CounterexampleView>();
        foreach (var view in views)
        {
            var same = views.TakeWhile(other => other != view).Count(other => other.Id == view.Id);
            distinct.Add(same == 0 ? view : view with { Id = $"{view.Id}-{same + 1}" });
        }

        return distinct;
    }

    private static ScenarioResult Result(CheckedScenario result, int counterexample)
    {
        var report = result.Report;
        return new ScenarioResult
        {
            Scenario = result.Scenario.Name,
            Summary = result.Scenario.Summary,
            Sizes = CounterexampleBuilder.Sizes(result.Scenario, result.Sizes.Values),
            Memory = result.Memory,
            Variant = result.Variant,
            Verdict = result.Report.Verdict.ToString().ToLowerInvariant(),
            Ground = result.Ground,
            Properties = [.. report.Properties.Select(property => property.Name)],
            NotChecked = Limits.Of(report),
            States = report.States,
            Transitions = report.Transitions,
            Depth = report.Depth,
            Depths = report.Depths,
            Seconds = Math.Round(report.Elapsed.TotalSeconds, 3),
            Workers = report.Workers,
            PeakMemory = report.PeakMemory,
            CollisionProbability = report.CollisionProbability,
            Witnesses = report.Witnesses,
            Distinct = report.Distinct,
            Violation = report.Violation is null ? null : CounterexampleBuilder.Violation(report.Violation),
            Counterexample = counterexample < 0 ? null : counterexample,
            Command = Command(result),
        };
    }

    private static string Command(CheckedScenario result)
    {
        var sizes = result.Scenario.Parameters.Where(parameter => result.Sizes[parameter.Name] != parameter.Default)
            .Select(parameter => $" -p {parameter.Name}={result.Sizes[parameter.Name]}");
        return $"interlock check {result.Scenario.Name}{string.Concat(sizes)}{(result.Variant is null ? string.Empty : $" --mutant {result.Variant}")}";
    }
}
