using System.Text.RegularExpressions;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>
/// traces/ORIGINS.md resolves every origin code that is cited: each code has a row with project, identifier and a line, the commits and
/// advisories that are cited beside a code are in its row, and no row is unused.
/// </summary>
public sealed partial class OriginsTests
{
    private const string Page = "traces/ORIGINS.md";
    private const int Cells = 4;

    private static string Rows => File.ReadAllText(Repo.PathOf(Page));

    // Documents and traces are generated from the sources or repeat them.
    private static string Sources => string.Join('\n', Repo.Files("*.cs").Select(file => File.ReadAllText(Repo.PathOf(file))));

    [Fact]
    public void Every_cited_code_has_a_row()
    {
        Assert.True(CodesIn(Sources).Count > 100);
        Assert.Empty(Unresolved(Rows, Sources));
        Assert.All(
            Repo.Files("*.md").Concat(Repo.Files("*.json")).Where(file => file != Page),
            file => Assert.Empty(Unresolved(Rows, File.ReadAllText(Repo.PathOf(file)))));
    }

    [Fact]
    public void Every_row_is_whole_and_cited() => Assert.Empty(Faults(Rows, Sources));

    [Fact]
    public void What_is_cited_beside_a_code_is_in_its_row() => Assert.Empty(Strangers(Rows, Sources));

    // The code is put together here, so that this file does not cite it.
    [Fact]
    public void A_code_that_is_made_up_is_found()
    {
        var code = "Z" + "-99";

        Assert.Equal([code], Unresolved(Rows, $"Taken from {code} (a project: a bug)."));
        Assert.Empty(Unresolved(Rows + $"\n| {code} | a project | a commit | a bug |\n", $"Taken from {code}."));
    }

    [Fact]
    public void A_row_that_lacks_something_or_is_unused_is_found()
    {
        var code = "Z" + "-99";

        Assert.Equal([$"{code} is not cited"], Faults($"| {code} | a project | a commit | a bug |", "nothing"));
        Assert.Equal([$"{code} lacks a cell"], Faults($"| {code} | a project | | a bug |", code));
        Assert.Equal([$"{code} lacks a cell"], Faults($"| {code} | a project | a bug |", code));
        Assert.Equal([$"{code} has 2 rows"], Faults($"| {code} | a | b | c |\n| {code} | a | b | c |", code));
        Assert.Empty(Faults($"| {code} | a project | a commit | a bug |", code));
    }

    [Fact]
    public void Another_commit_than_the_row_names_is_found()
    {
        var (code, row) = ("Z" + "-99", $"| {"Z" + "-99"} | a project | 0123abc | a bug |");

        Assert.Equal([$"{code}: 4567def"], Strangers(row, $"\"{code} (a project 4567def: a bug)\""));
        Assert.Equal([$"{code}: CVE-2000-1"], Strangers(row, $"\"{code} (CVE-2000-1: a bug)\""));
        Assert.Empty(Strangers(row, $"\"{code} (a project 0123abc: a bug)\""));
    }

    private static List<string> CodesIn(string text) => [.. Code().Matches(text).Select(match => match.Value).Distinct()];

    private static IEnumerable<string> Unresolved(string page, string text) =>
        CodesIn(text).Except(Row().Matches(page).Select(row => row.Groups[1].Value));

    private static IEnumerable<string> Faults(string page, string sources)
    {
        var cited = CodesIn(sources).ToHashSet();
        foreach (var rows in Row().Matches(page).GroupBy(row => row.Groups[1].Value))
        {
            var cells = rows.First().Value.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (rows.Count() > 1)
            {
                yield return $"{rows.Key} has {rows.Count()} rows";
            }

            if (cells.Length != Cells || cells.Contains(""))
            {
                yield return $"{rows.Key} lacks a cell";
            }

            if (!cited.Contains(rows.Key))
            {
                yield return $"{rows.Key} is not cited";
            }
        }
    }

    private static IEnumerable<string> Strangers(string page, string sources)
    {
        var rows = Row().Matches(page).ToLookup(row => row.Groups[1].Value, row => row.Value);
        return Cited().Matches(sources)
            .SelectMany(cited => Identifier().Matches(cited.Groups[2].Value).Select(found => (Code: cited.Groups[1].Value, found.Value)))
            .Where(pair => !rows[pair.Code].Any(row => row.Contains(pair.Value, StringComparison.Ordinal)))
            .Select(pair => $"{pair.Code}: {pair.Value}")
            .Distinct();
    }

    [GeneratedRegex(@"\b[A-Z]-[0-9]{2}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| ([A-Z]-[0-9]{2}) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b([A-Z]-[0-9]{2}) \(([^)""\n]*)\)")]
    private static partial Regex Cited();

    [GeneratedRegex(@"\b[0-9a-f]{7,12}\b|CVE-[0-9]+-[0-9]+|XSA-[0-9]+|#[0-9]+")]
    private static partial Regex Identifier();
}
