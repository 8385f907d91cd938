using Interlock.Explorer.Traces;

namespace Interlock.Cli.Output;

/// <summary>What replays came to, for people.</summary>
internal static class ReplayText
{
    /// <summary>Prints a line or more for each trace; of a single one all its steps.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="reports">What came of each.</param>
    /// <param name="explanations">Why each goes wrong; null where nobody asked, or it diverged.</param>
    public static void Print(
        IReadOnlyList<string> paths, IReadOnlyList<ReplayReport> reports, IReadOnlyList<Explanation?> explanations)
    {
        for (var index = 0; index < reports.Count; index++)
        {
            Print(paths[index], reports[index]);
            if (explanations[index] is { } explanation)
            {
                ExplanationText.Lines(reports[index].Trace, explanation).ToList().ForEach(Line);
            }
            else if (reports is [{ Reproduced: true } only])
            {
                Line(only.Trace.Violation.Message);
            }
        }

        if (reports is [{ Reproduced: true } single])
        {
            CounterexampleTable.Print(single.Trace);
        }
        else
        {
            Console.Out.WriteLine($"{reports.Count(report => report.Reproduced)} of {reports.Count} traces reproduced");
        }
    }

    /// <summary>Prints what one replay came to.</summary>
    public static void Print(string path, ReplayReport report)
    {
        var trace = report.Trace;
        if (report.Reproduced)
        {
            Console.Out.WriteLine($"reproduced  {path}: {trace.Violation.Property} at step {trace.Steps.Count}");
            return;
        }

        Console.Out.WriteLine($"diverged    {path} at step {report.Step} of {trace.Steps.Count}: {report.Divergence}");
        if (report.Cause is { } cause)
        {
            Line($"likely cause: {cause.Text}");
            Line("otherwise: the trace is of another version of Interlock, or the code is not deterministic");
        }
    }

    private static void Line(string text) => Console.Out.WriteLine($"            {text}");
}
