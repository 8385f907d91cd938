using System.Globalization;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;

namespace Interlock.CoyoteTests.Coyote.Comparison;

/// <summary>Which mutants Coyote finds by sampling, and in how many executions, beside the search that finds them all.</summary>
internal static class ComparisonPage
{
    private const string Nothing = "**nothing**";

    /// <summary>The page, a line at a time: it takes long.</summary>
    /// <param name="iterations">Executions per mutant, at most.</param>
    /// <param name="seed">The seed of Coyote's strategies.</param>
    /// <param name="maxTime">Time per mutant after which no further execution begins; null for no bound.</param>
    /// <param name="known">A page whose rows are taken over: what is compared there is not compared again.</param>
    public static IEnumerable<string> Lines(int iterations, uint seed, TimeSpan? maxTime, IReadOnlyList<string> known)
    {
        yield return "# Microsoft Coyote and the exhaustive search";
        yield return string.Empty;
        yield return "This page is the output of";
        yield return "`dotnet run --project coyote-tests -c Release -p:Coyote=true -- compare`.";
        yield return string.Empty;
        yield return "Each mutant runs under Microsoft Coyote 1.7.11 at its own sizes, by the default portfolio of";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"strategies, seed {seed}, for at most {iterations:N0} executions; an execution of code that never ends is cut");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"after {Target.LongestEndless:N0} steps. The columns before those of Coyote are the breadth-first search of the same");
        yield return "program, with one worker, up to a shortest counterexample. The seconds are of one machine under";
        yield return "other load: they show orders of magnitude only. \"Nothing\" of Coyote's proves nothing; a row with fewer";
        yield return "executions was cut by time (`--max-seconds`). A memory model in brackets is the one under which both look:";
        yield return "sequential consistency hides the bug.";
        yield return string.Empty;
        yield return "| scenario | mutant | breaks | states | seconds | Coyote finds | executions | seconds |";
        yield return "| --- | --- | --- | --: | --: | --- | --: | --: |";
        WarmUp();
        var (found, all) = (0, 0);
        foreach (var target in Target.All.Where(target => target.Variant is not null))
        {
            var row = known.FirstOrDefault(
                line => line.StartsWith($"| {target.Scenario.Name} | {target.Variant} |", StringComparison.Ordinal))
                ?? Row(target, iterations, seed, maxTime);
            all++;
            found += row.Contains(Nothing, StringComparison.Ordinal) ? 0 : 1;
            yield return row;
        }

        yield return string.Empty;
        yield return $"Coyote finds {found} of {all}; the search finds all of them, and ends without one where there is none.";
    }

    private static string Row(Target target, int iterations, uint seed, TimeSpan? maxTime)
    {
        var report = new Exploration(target.Scenario.Build(target.Sizes, target.Variant)).Run();
        var sample = Sampling.Run(target, iterations, seed, maxTime: maxTime);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {target.Scenario.Name} | {target.Variant} | {report.Violation!.Property}{Model(target)} | {report.States:N0} | " +
            $"{report.Elapsed.TotalSeconds:0.00} " +
            $"| {sample.Property ?? Nothing} | {sample.Iterations:N0} | {sample.Elapsed.TotalSeconds:0.00} |");
    }

    private static string Model(Target target) =>
        target.Sizes.Values.Keys.FirstOrDefault(MemoryModels.All.ContainsKey) is { } model ? $" ({model})" : string.Empty;

    // The first of each is not the slowest only because it is the first.
    private static void WarmUp()
    {
        var target = Target.All.First();
        new Exploration(target.Scenario.Build(target.Sizes)).Run();
        Sampling.Run(target, iterations: 20);
    }
}
