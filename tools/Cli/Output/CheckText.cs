using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Spectre.Console;

namespace Interlock.Cli.Output;

/// <summary>Results for people.</summary>
internal static class CheckText
{
    /// <summary>One result in full: the verdict first and alone, then what it rests on.</summary>
    public static void Print(CheckResult result)
    {
        var report = result.Report;
        var variant = result.Variant is null ? string.Empty : $"  --mutant {result.Variant}";
        Terminal.Out.Write(new Text($"{result.VerdictInFull,-12}", StyleOf(report.Verdict)));
        WriteLine($"{(result.IsWeak ? "  " : string.Empty)}{result.Scenario.Name}  {result.SizesText}{variant}  ({result.Memory})");
        WriteLine($"            {(report.Sampling is { } sampling ? SampleText.Numbers(report, sampling) : Numbers(result))}");
        if (result.Prefix is { } prefix)
        {
            WriteLine($"            explored: only executions that begin with the first {prefix} steps of the trace");
        }

        switch (report.Verdict)
        {
            case Verdict.Verified:
                WriteLine($"            holds in every execution, of any length: {Properties(result)}");
                break;
            case Verdict.Incomplete:
                WriteLine($"            {(report.Sampling is null ? Text(report.Bound!) : SampleText.Bound(report.Sampling))}");
                PrintGrowing(report.Growing);
                break;
            case Verdict.Error:
                WriteLine($"            {report.Error}");
                break;
            case Verdict.Violated:
                PrintViolation(result);
                return;
        }

        if (report.Assumptions.Count > 0)
        {
            WriteLine($"            assumed: {string.Join("; ", report.Assumptions)}");
        }

        if (report.Distinct.Count > 0)
        {
            WriteLine($"            counted: {string.Join(", ", report.Distinct.Select(part => $"{part.Value:N0} {part.Key}"))}");
        }

        if (report.Sampling is not null)
        {
            SampleText.Coverage(report, report.Sampling).ForEach(line => WriteLine($"            {line}"));
        }
        else if (report.Witnesses.Count > 0)
        {
            WriteLine($"            seen: {SampleText.Counts(report.Witnesses)}");
        }
    }

    /// <summary>What was judged and put to the test: all that a verdict claims.</summary>
    public static string Properties(CheckResult result) => string.Join(", ", result.Report.Properties.Select(property => property.Name));

    /// <summary>What a verdict rests on, in a sentence.</summary>
    public static string Ground(CheckResult result)
    {
        var report = result.Report;
        return report.Verdict switch
        {
            Verdict.Verified => report.CollisionProbability > 0
                ? $"Every execution was explored; a state was missed with a probability of at most {report.CollisionProbability:0.0e+0}."
                : "Every execution was explored; no state can have been missed.",
            Verdict.Incomplete => report.Sampling is null ? Text(report.Bound!) : SampleText.Bound(report.Sampling),
            Verdict.Error => report.Error!,
            Verdict.Violated => report.Sampling is not null ? "A random walk came upon it, and it was shortened."
                : result.Trace is null ? "It was interrupted before the shortest counterexample was found."
                : "The counterexample is a shortest one.",
            _ => throw new InvalidOperationException($"{report.Verdict}"),
        };
    }

    /// <summary>What the key of fingerprints followed from, as <c>--seed</c> takes it.</summary>
    public static string Seed(Report report) => $"0x{report.Seed:x32}";

    /// <summary>All results, a line each.</summary>
    public static void PrintSummary(IReadOnlyList<CheckResult> results)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumns("verdict", "scenario", "sizes");
        foreach (var number in (string[])["states", "transitions", "depth", "seconds"])
        {
            table.AddColumn(new TableColumn(number).RightAligned());
        }

        foreach (var result in results)
        {
            var report = result.Report;
            table.AddRow(
                new Text(result.VerdictInFull, StyleOf(report.Verdict)),
                new Text(result.Scenario.Name),
                new Text(result.SizesText),
                new Text($"{report.States:N0}"),
                new Text($"{report.Transitions:N0}"),
                new Text($"{report.Depth}"),
                new Text($"{report.Elapsed.TotalSeconds:0.00}"));
        }

        Terminal.Out.Write(table);
        var counts = results.GroupBy(result => result.VerdictText).Select(group => $"{group.Count()} {group.Key}");
        WriteLine($"{results.Count} scenarios: {string.Join(", ", counts)}.");
        if (results.All(result => result.Report.Verdict == Verdict.Verified))
        {
            WriteLine("Verified means: every execution of the scenario at these sizes, of any length, was explored.");
        }

        if (results.FirstOrDefault(result => result.Report.CollisionProbability > 0) is { } keyed)
        {
            WriteLine($"In any of them a state was missed with a probability of at most {Math.Min(1, results.Sum(result => result.Report.CollisionProbability)):0.0e+0}; seed {Seed(keyed.Report)}.");
        }
    }

    private static void PrintViolation(CheckResult result)
    {
        var violation = result.Report.Violation!;
        WriteLine($"            {violation.Property}: {violation.Message}");
        if (result.Trace is null)
        {
            WriteLine("            interrupted before the shortest counterexample was found");
            return;
        }

        CounterexampleTable.Print(result.Trace);
        if (result.TracePath is not null)
        {
            WriteLine($"replay      interlock replay {result.TracePath}");
        }
    }

    private static void PrintGrowing(IReadOnlyList<GrowingPlace> growing)
    {
        foreach (var place in growing)
        {
            WriteLine($"            grows: {place.Name} takes ever new values. Usual cure: {place.Cure}.");
        }
    }

    private static string LengthOf(CheckResult result) =>
        result.Report.Counterexample?.IsShortest == false ? "a short counterexample, maybe not a shortest one"
        : result.Prefix is null ? "a shortest counterexample"
        : "a shortest one after those steps";

    private static string Numbers(CheckResult result)
    {
        var report = result.Report;
        var numbers = $"{report.States:N0} states, {report.Transitions:N0} transitions, depth {report.Depth}, " +
            $"{report.Elapsed.TotalSeconds:0.00} s, {report.Workers} workers";
        return report.Verdict == Verdict.Violated ? $"{numbers}; {LengthOf(result)}" // which no key decides
            : report.CollisionProbability > 0 ? $"{numbers}; a state was missed with a probability of at most {report.CollisionProbability:0.0e+0} (seed {Seed(report)})"
            : $"{numbers}; no state can have been missed";
    }

    private static string Text(Bound bound) => bound.Name == Continuing.Prefix
        ? "all of these were explored, and nothing is wrong in any. Of executions that begin otherwise nothing is known; nothing is proved."
        : bound.Name == "interrupted"
        ? $"interrupted; {bound.Left:N0} known states were not expanded. Nothing was found so far; nothing is proved."
        : bound.Name == Bound.OfMemory
        ? $"there may be at most {bound.Limit} {bound.Reason}: executions with more were cut, in {bound.Cut:N0} situations. Nothing was found within the bound; nothing is proved beyond it."
        : bound.Name == Bound.Growth
        ? $"stopped after {bound.Limit:N0} states, since there is no end of them: {bound.Reason}. {bound.Left:N0} known states were not " +
            "expanded (--keep-going searches on). Nothing was found so far; nothing is proved."
        : $"{(bound.Name == "memory-bytes" ? "the machine's memory" : $"--{bound.Name} {bound.Limit}")} cut {bound.Cut:N0} times and left {bound.Left:N0} known states unexpanded. " +
            "Nothing was found within the bound; nothing is proved beyond it.";

    private static Style StyleOf(Verdict verdict) => new(verdict switch
    {
        Verdict.Verified => Color.Green,
        Verdict.Violated => Color.Red,
        _ => Color.Yellow,
    });

    // Spectre folds lines at the edge of a terminal; these are left to the terminal.
    private static void WriteLine(string line) => Console.Out.WriteLine(line);
}
