using System.CommandLine;
using Interlock.Catalogue;
using Interlock.Explorer.Traces;
using Interlock.Viewer.Reports;

namespace Interlock.Cli.Output;

/// <summary>Writes the HTML report that <c>--report</c> asks for.</summary>
internal sealed class ReportOutput
{
    private readonly ReportFolder folder;
    private readonly ReportBuilder builder;

    private ReportOutput(ReportFolder folder, string command)
    {
        this.folder = folder;
        builder = new ReportBuilder(CheckJson.Version, command, ScenarioList.All);
    }

    /// <summary>The option.</summary>
    public static Option<string?> Option() => new("--report")
    {
        Description = "A folder in which to write a report for people: index.html, which needs no network, and report.json.",
    };

    /// <summary>What is written in a folder; nothing if no report was asked for.</summary>
    public static IEnumerable<string> Paths(string? folder) =>
        folder is null ? [] : ReportFolder.Names.Select(name => Path.Combine(folder, name));

    /// <summary>Where to write; null if no report was asked for.</summary>
    /// <exception cref="ArgumentException">The folder holds something else.</exception>
    public static ReportOutput? Of(string? path, ParseResult parsed) => path is null
        ? null
        : new ReportOutput(new ReportFolder(path), $"interlock {string.Join(' ', parsed.Tokens.Select(token => token.Value))}");

    /// <summary>The report of what was checked.</summary>
    public void Write(IReadOnlyList<CheckResult> results) => Write(builder.Of([.. results.Select(result => new CheckedScenario(
        result.Scenario, result.Sizes, result.Memory, result.Variant, result.Report, CheckText.Ground(
            result), result.Replayed, result.TracePath))]));

    /// <summary>The report of replayed traces.</summary>
    public void Write(IReadOnlyList<(ReplayReport Replay, string Path)> traces) => Write(builder.Of(traces));

    // What a long search has found has been printed by now, whatever becomes of the report.
    private void Write(ReportPage page)
    {
        try
        {
            Console.Error.WriteLine($"report      {folder.Write(page)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"interlock: the report could not be written: {exception.Message}");
        }
    }
}
