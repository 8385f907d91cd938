using System.Globalization;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;

namespace Interlock.CoyoteTests.Coyote.Comparison;

/// <summary>Which mutants Coyote finds by sampling, and in how many executions, beside the search that finds them all.</summary>
internal static class ComparisonPage
{
    private const string Nothing = "**nothing**";

    /// <summary>The page, a line at a time: it takes long.</summary>
    /// <param name="iterations">Executions per mutant, at most.</param>
    /// <param name="seed">Whence the choices of Coyote's strategies.</param>
    /// <param name="maxTime">Time per mutant after which no further execution begins; null for no bound.</param>
    /// <param name="known">A page whose rows are taken over: what is compared there is not compared again.</param>
    public static IEnumerable<string> Lines(int iterations, uint seed, TimeSpan? maxTime, IReadOnlyList<string> known)
    {
        yield return "# Microsoft Coyote and the exhaustive search";
        yield return string.Empty;
        yield return "Made by `dotnet run --project coyote-tests -c Release -p:Coyote=true -- compare > coyote-tests/COMPARISON.md`.";
        yield return string.Empty;
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Each mutant runs under Microsoft Coyote 1.7.11, at the sizes that it names: by the default portfolio of strategies, seed {seed}, for");
        yield return string.Create(CultureInfo.InvariantCulture,
            $"at most {iterations:N0} executions. An execution of code that never ends is cut after {Target.LongestEndless:N0} steps. Beside it, the breadth-first");
        yield return "search of the same program, one worker, up to a shortest counterexample. Seconds are of one machine, while others used it too: what";
        yield return "they say is which is large and which is small. Where Coyote finds nothing, nothing follows; a row with fewer executions than that";
        yield return "was cut by time (`--max-seconds`).";
        yield return string.Empty;
        yield return "| scenario | mutant | breaks | states | seconds | Coyote finds | executions | seconds |";
        yield return "| --- | --- | --- | --: | --: | --- | --: | --: |";
        WarmUp();
        var (found, all) = (0, 0);
        foreach (var target in Target.All.Where(target => target.Variant is not null))
        {
            var row = known.FirstOrDefault(line => line.StartsWith($"| {target.Scenario.Name} | {target.Variant} |", StringComparison.Ordinal))
                ?? Row(target, iterations, seed, maxTime);
            all++;
            found += row.Contains(Nothing, StringComparison.Ordinal) ? 0 : 1;
            yield return row;
        }

        yield return string.Empty;
        yield return $"Coyote finds {found} of {all}; the search finds all of them, and ends where there is nothing to find.";
    }

    private static string Row(Target target, int iterations, uint seed, TimeSpan? maxTime)
    {
        var report = new Exploration(target.Scenario.Build(target.Sizes, target.Variant)).Run();
        var sample = Sampling.Run(target, iterations, seed, maxTime: maxTime);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {target.Scenario.Name} | {target.Variant} | {report.Violation!.Property} | {report.States:N0} | {report.Elapsed.TotalSeconds:0.00} " +
            $"| {sample.Property ?? Nothing} | {sample.Iterations:N0} | {sample.Elapsed.TotalSeconds:0.00} |");
    }

    // The first of each is not the slowest only because it is the first.
    private static void WarmUp()
    {
        var target = Target.All.First();
        new Exploration(target.Scenario.Build(target.Sizes)).Run();
        Sampling.Run(target, iterations: 20);
    }
}
