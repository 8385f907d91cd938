using System.CommandLine;

namespace Interlock.Cli.Output.Ci;

/// <summary>What a continuous integration server reads: files that are asked for, and what GitHub Actions understands.</summary>
internal sealed class CiOutputs
{
    private const string OnGitHub = "GITHUB_ACTIONS";
    private const string GitHubSummary = "GITHUB_STEP_SUMMARY";

    private readonly Option<string?> junit = File("--junit", "A JUnit XML file to write: a test case per scenario.");
    private readonly Option<string?> sarif =
        File("--sarif", "A SARIF 2.1.0 file to write: violations at their source lines, with the trace as a code flow.");
    private readonly Option<string?> summary =
        File("--summary", "A Markdown file to write: what was checked, what was not, what was found.");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[junit, sarif, summary])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The files that are asked for.</summary>
    public IEnumerable<string?> Paths(ParseResult parsed) => [parsed.GetValue(junit), parsed.GetValue(sarif), parsed.GetValue(summary)];

    /// <summary>Refuses, before a long search, files that hold something of others.</summary>
    /// <exception cref="ArgumentException">One of them does.</exception>
    public void Require(ParseResult parsed)
    {
        OwnFile.Require(parsed.GetValue(junit), JUnitFile.Mark);
        OwnFile.Require(parsed.GetValue(sarif), SarifFile.Mark);
        OwnFile.Require(parsed.GetValue(summary), SummaryFile.Mark);
    }

    /// <summary>Removes what an earlier run has written: should this one be killed, nobody takes that for its result.</summary>
    public void Begin(ParseResult parsed)
    {
        foreach (var path in Paths(parsed).OfType<string>())
        {
            Attempt(path, () => OwnFile.Remove(path));
        }
    }

    /// <summary>Writes all that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="results">What came of the scenarios that were checked.</param>
    /// <param name="unchecked">The scenarios that were not, because of an interrupt.</param>
    public void Write(ParseResult parsed, IReadOnlyList<CheckResult> results, IReadOnlyList<string> @unchecked)
    {
        Write(parsed.GetValue(junit), () => JUnitFile.Of(results, @unchecked, DateTime.UtcNow));
        Write(parsed.GetValue(sarif), () => SarifFile.Of(results, @unchecked));
        Write(parsed.GetValue(summary), () => SummaryFile.Of(results, @unchecked));
        if (Environment.GetEnvironmentVariable(OnGitHub) == "true")
        {
            // GitHub reads both streams; standard output may be JSON.
            Annotations.Of(results, @unchecked).ToList().ForEach(Console.Error.WriteLine);
        }

        if (Environment.GetEnvironmentVariable(GitHubSummary) is { Length: > 0 } path)
        {
            Attempt(path, () => System.IO.File.AppendAllText(path, SummaryFile.Of(results, @unchecked)));
        }
    }

    private static Option<string?> File(string name, string description) => new(name) { Description = description };

    private static void Write(string? path, Func<string> text)
    {
        if (path is not null)
        {
            Attempt(path, () => OwnFile.Write(path, text()));
        }
    }

    // What a long search has found has been printed by now; a server sees by the missing file that something is wrong.
    private static void Attempt(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"interlock: {path} could not be written: {exception.Message}");
        }
    }
}
