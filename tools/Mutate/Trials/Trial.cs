using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Newtonsoft.Json;

namespace Interlock.Mutate.Trials;

/// <summary>
/// Explores a scenario of the assemblies that it was loaded with. What it takes and gives is text: those may be loaded apart.
/// </summary>
public static class Trial
{
    /// <summary>Explores a scenario at its default sizes.</summary>
    /// <param name="scenario">Its name.</param>
    /// <param name="maxStates">States after which to stop; zero for no bound.</param>
    /// <param name="maxSeconds">Seconds after which to stop.</param>
    /// <param name="workers">Threads that explore.</param>
    /// <returns>A <see cref="TrialResult"/> as JSON.</returns>
    public static string Run(string scenario, long maxStates, double maxSeconds, int workers)
    {
        var found = ScenarioList.Find(scenario);
        Report report;
        try
        {
            var options = new SearchOptions(
                Workers: workers, MaxStates: maxStates == 0 ? null : maxStates, MaxTime: TimeSpan.FromSeconds(maxSeconds));
            report = new Exploration(found.Build(new Sizes(found)), options).Run();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Text(new TrialResult(scenario, Conclusion.Refused, $"{exception.GetType().Name}: {exception.Message}", 0, 0, 0));
        }

        var seconds = report.Elapsed.TotalSeconds;
        return Text(report.Verdict switch
        {
            Verdict.Verified => new TrialResult(scenario, Conclusion.Verified, string.Empty, report.States, report.Depth, seconds),
            Verdict.Violated => new TrialResult(
                scenario, Conclusion.Violated, report.Violation!.Property, report.States, report.Counterexample?.Schedule.Count
                    ?? 0, seconds),
            Verdict.Incomplete => new TrialResult(scenario, Conclusion.Unclosed, report.Bound!.Name, report.States, report.Depth, seconds),
            _ => new TrialResult(scenario, Conclusion.Refused, report.Error ?? string.Empty, report.States, report.Depth, seconds),
        });
    }

    private static string Text(TrialResult result) => JsonConvert.SerializeObject(result);
}
