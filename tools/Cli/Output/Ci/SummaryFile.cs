using System.Globalization;
using System.Text;
using Interlock.Explorer.Verdicts;

namespace Interlock.Cli.Output.Ci;

/// <summary>Results as Markdown: a table, what was found with how to replay it, and what was not checked.</summary>
internal static class SummaryFile
{
    /// <summary>What every such file contains.</summary>
    public const string Mark = "<!-- written by interlock check -->";

    /// <summary>The text.</summary>
    /// <param name="results">What came of the scenarios that were checked.</param>
    /// <param name="unchecked">The scenarios that were not.</param>
    public static string Of(IReadOnlyList<CheckResult> results, IReadOnlyList<string> @unchecked)
    {
        var text = new StringBuilder($"{Mark}\n## interlock check\n\n");
        text.Append("| verdict | scenario | sizes | states | seconds |\n| --- | --- | --- | --: | --: |\n");
        foreach (var result in results)
        {
            var variant = result.Variant is null ? string.Empty : $" --mutant {result.Variant}";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Marked(result)} | {result.Scenario.Name}{variant} | {result.SizesText} | {result.Report.States:N0} | " +
                $"{result.Report.Elapsed.TotalSeconds:0.00} |\n");
        }

        foreach (var name in @unchecked)
        {
            text.Append(CultureInfo.InvariantCulture, $"| **not checked** | {name} | | | |\n");
        }

        text.Append('\n');
        foreach (var result in results.Where(result => result.Report.Verdict != Verdict.Verified))
        {
            text.Append(CultureInfo.InvariantCulture, $"**{result.Scenario.Name}: {result.VerdictText}.** {Cell(Found(result))}\n\n");
            if (result.TracePath is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"```\ninterlock replay {result.TracePath}\n```\n\n");
            }
        }

        foreach (var result in results.Where(result => result.Report.Verdict == Verdict.Verified))
        {
            text.Append(CultureInfo.InvariantCulture, $"{result.Scenario.Name}: {Cell(CheckText.Properties(result))}\n\n");
        }

        text.Append(results.All(result => result.Report.Verdict == Verdict.Verified) && @unchecked.Count == 0
            ? "Verified means: every execution of the scenario at these sizes, of any length, was explored. It says nothing about larger sizes.\n"
            : "Only what is verified was explored completely, at these sizes. Nothing is proved of the rest.\n");
        return text.ToString();
    }

    private static string Marked(CheckResult result) =>
        result.Report.Verdict == Verdict.Verified ? result.VerdictText : $"**{result.VerdictText}**";

    private static string Found(CheckResult result) => result.Report.Verdict != Verdict.Violated ? CheckText.Ground(result)
        : $"{result.Report.Violation!.Property}: {result.Report.Violation.Message}"
            + (result.Trace is { } trace && ViolatingStep.Of(trace) is { } site
                ? $" ({trace.Steps.Count} steps, the last at {site.File}:{site.Line})"
                : string.Empty);

    // What a message contains must not become markup.
    private static string Cell(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(character =>
        character is '|' or '<' or '*' or '_' or '`' or '[' or '\\' ? $"\\{character}" : $"{character}"));
}
