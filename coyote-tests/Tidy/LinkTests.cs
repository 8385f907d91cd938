using System.Text.RegularExpressions;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>Every link of a document to another one, or to a heading, leads somewhere.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Files_that_are_referred_to_exist()
    {
        var files = Repo.Files("*.md").ToList();

        Assert.Contains("models/Semantics/README.md", files);
        Assert.Empty(files.SelectMany(file => DeadLinks(file, File.ReadAllText(Repo.PathOf(file)))));
    }

    [Fact]
    public void A_link_to_nothing_is_found() => Assert.Equal(
        ["README.md refers to nowhere.md", "README.md refers to engine/README.md#nothing", "README.md refers to #nowhere"],
        DeadLinks(
            "README.md",
            "[a](nowhere.md) [b](engine/README.md#nothing) [c](#nowhere) [d](engine/README.md#locks) [e](https://x.example/z#a)"));

    // Links to files that do not exist, and to headings that their file does not have.
    private static IEnumerable<string> DeadLinks(string file, string text)
    {
        foreach (var match in Links().Matches(text).Cast<Match>())
        {
            var (target, anchor) = (match.Groups[1].Value, match.Groups[2].Value);
            var path = target.Length == 0
                ? Repo.PathOf(file)
                : Path.Combine(Path.GetDirectoryName(Repo.PathOf(file))!, target);
            if (!Path.Exists(path) || (anchor.Length > 0 && !AnchorsOf(File.ReadAllText(path)).Contains(anchor)))
            {
                yield return $"{file} refers to {target}{(anchor.Length > 0 ? $"#{anchor}" : "")}";
            }
        }
    }

    // As GitHub makes them of headings.
    private static IEnumerable<string> AnchorsOf(string text) => Headings().Matches(text)
        .Select(match => NoAnchor().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)#:]*)(?:#([^)]+))?\)")]
    private static partial Regex Links();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
