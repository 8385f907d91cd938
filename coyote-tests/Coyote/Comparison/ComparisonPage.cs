using System.Globalization;
using Interlock.Explorer.Search;

namespace Interlock.CoyoteTests.Coyote.Comparison;

/// <summary>Which mutants Coyote finds by sampling, and in how many executions, beside the search that finds them all.</summary>
internal static class ComparisonPage
{
    /// <summary>The page, a line at a time: it takes long.</summary>
    /// <param name="iterations">Executions per mutant, at most.</param>
    /// <param name="seed">Whence the choices of Coyote's strategies.</param>
    public static IEnumerable<string> Lines(int iterations, uint seed)
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
        yield return "they say is which is large and which is small. Where Coyote finds nothing, nothing follows.";
        yield return string.Empty;
        yield return "| scenario | mutant | breaks | states | seconds | Coyote finds | executions | seconds |";
        yield return "| --- | --- | --- | --: | --: | --- | --: | --: |";
        WarmUp();
        var (found, all) = (0, 0);
        foreach (var target in Target.All.Where(target => target.Variant is not null))
        {
            var report = new Exploration(target.Scenario.Build(target.Sizes, target.Variant)).Run();
            var sample = Sampling.Run(target, iterations, seed);
            all++;
            found += sample.Failure is null ? 0 : 1;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {target.Scenario.Name} | {target.Variant} | {report.Violation!.Property} | {report.States:N0} | {report.Elapsed.TotalSeconds:0.00} " +
                $"| {sample.Property ?? "**nothing**"} | {sample.Iterations:N0} | {sample.Elapsed.TotalSeconds:0.00} |");
        }

        yield return string.Empty;
        yield return $"Coyote finds {found} of {all}; the search finds all of them, and ends where there is nothing to find.";
    }

    // The first of each is not the slowest only because it is the first.
    private static void WarmUp()
    {
        var target = Target.All.First();
        new Exploration(target.Scenario.Build(target.Sizes)).Run();
        Sampling.Run(target, iterations: 20);
    }
}
