using Interlock.Explorer.Verdicts;

namespace Interlock.Cli.Output.Ci;

/// <summary>Results as workflow commands of GitHub Actions, which shows them beside the source.</summary>
internal static class Annotations
{
    /// <summary>A line for each result that is not verified.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<CheckResult> results, IReadOnlyList<string> @unchecked)
    {
        foreach (var result in results.Where(result => result.Report.Verdict != Verdict.Verified))
        {
            var title = $"{result.Scenario.Name}: {(result.Report.Verdict == Verdict.Violated ? result.Report.Violation!.Property : result.VerdictText)}";
            var site = result.Trace is null ? null : ViolatingStep.Of(result.Trace);
            yield return Line(result.Report.Verdict == Verdict.Incomplete
                ? "warning"
                : "error", site, title, result.Report.Violation?.Message ?? CheckText.Ground(result));
        }

        foreach (var name in @unchecked)
        {
            yield return Line("warning", null, name, "not checked: the run was interrupted");
        }
    }

    private static string Line(string level, (string File, int Line)? site, string title, string message) => site is { } at
        ? $"::{level} file={Property(at.File)},line={at.Line},title={Property(title)}::{Text(message)}"
        : $"::{level} title={Property(title)}::{Text(message)}";

    // As the toolkit of GitHub Actions escapes them: a line ends a command, and commas and colons end a property.
    private static string Text(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Text(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
