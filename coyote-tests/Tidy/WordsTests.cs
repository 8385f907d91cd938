using System.Text.RegularExpressions;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>
/// Documents and comments use the field's words, and nouns instead of pronouns. Where old words are left, <see cref="Left"/> says how many
/// lines have them; a number there only becomes smaller.
/// </summary>
public sealed partial class WordsTests
{
    // Words that are not used, with the words that are.
    private static readonly (Regex Word, string Instead)[] Banned =
    [
        (NearMiss(), "benign variant"),
        (Ships(), "production code, the production lock"),
        (Remark(), "event"),
        (Afresh(), "again, recompute"),
        (Sight(), "observation"),
        (TheDead(), "destroyed VMs"),
        (NoReason(), "without cause"),
        (Pronoun(), "a noun: vCPU, CPU, thread, party, caller, reader"),
    ];

    // Lines that are not clean yet, by folder or file.
    private static readonly Dictionary<string, int> Left = new()
    {
        ["coyote-tests/Cli"] = 5,
        ["coyote-tests/Combined"] = 5,
        ["coyote-tests/Coyote"] = 17,
        ["coyote-tests/Explorer"] = 10,
        ["coyote-tests/Models"] = 16,
        ["coyote-tests/Sync"] = 1,
        ["coyote-tests/Tidy"] = 1,
        ["coyote-tests/Traces"] = 2,
        ["coyote-tests/Viewer"] = 3,
        ["engine/Aborts"] = 1,
        ["engine/Locks"] = 1,
        ["engine/Ownership"] = 1,
        ["models/Catalogue"] = 49,
        ["models/Catalogue/README.md"] = 4,
        ["models/Isolation"] = 61,
        ["models/Semantics"] = 27,
        ["sync/Primitives"] = 1,
        ["sync/Stepping"] = 5,
        ["tools/Cli"] = 8,
        ["tools/Cli/README.md"] = 3,
        ["tools/Explorer"] = 29,
        ["tools/Mutate"] = 4,
        ["tools/Viewer"] = 14,
        ["traces/ORDERS.md"] = 1,
    };

    private static readonly string[] History = ["CHANGELOG.md"];

    [Fact]
    public void The_words_are_those_of_the_field()
    {
        var found = Repo.Files("*.md").Concat(Repo.Files("*.cs"))
            .Where(file => !History.Contains(file) && !file.EndsWith("WordsTests.cs", StringComparison.Ordinal))
            .SelectMany(file => BannedIn(file, File.ReadAllLines(Repo.PathOf(file))))
            .ToLookup(hit => AreaOf(hit.File));

        var wrong = new List<string>();
        foreach (var area in found.Select(hits => hits.Key).Union(Left.Keys).Order(StringComparer.Ordinal))
        {
            var (left, now) = (Left.GetValueOrDefault(area), found[area].Count());
            if (now > left)
            {
                wrong.Add($"[\"{area}\"] = {left} may be left, {now} are there:\n{string.Join('\n', found[area])}");
            }
            else if (now < left)
            {
                wrong.Add($"[\"{area}\"] = {left} are listed, {now} are there: lower the number.");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("A near-miss of the lock that ships.", true)]
    [InlineData("| a | what a vCPU remarks |", true)]
    [InlineData("The vCPU is woken for no reason, by whomever or by nobody.", true)]
    [InlineData("A benign variant of the production lock makes the `remark` event.", false)]
    public void A_banned_word_in_a_document_is_found(string line, bool isBanned) =>
        Assert.Equal(isBanned, BannedIn("README.md", [line]).Any());

    [Theory]
    [InlineData("    /// <summary>Somebody holds it.</summary>", true)]
    [InlineData("    count++; // nobody else writes it", true)]
    [InlineData("    /// <param name=\"afresh\">Whether to recompute everything.</param>", false)]
    [InlineData("    /// <remarks>A vCPU holds it.</remarks>", false)]
    [InlineData("    Say(\"nobody can take a step\");", false)]
    public void A_banned_word_in_a_comment_is_found(string line, bool isBanned) =>
        Assert.Equal(isBanned, BannedIn("sync/Cpu.cs", [line]).Any());

    [Fact]
    public void Code_and_generated_tables_are_left_alone()
    {
        Assert.Empty(BannedIn("README.md", ["```text", "nobody can take a step", "```"]));
        Assert.Empty(BannedIn("traces/README.md", ["| a mutant | nobody can take a step |"]));
        Assert.NotEmpty(BannedIn("traces/README.md", ["nobody can take a step"]));
    }

    private static IEnumerable<Hit> BannedIn(string file, string[] lines)
    {
        var isCode = false;
        for (var index = 0; index < lines.Length; index++)
        {
            var isDocument = file.EndsWith(".md", StringComparison.Ordinal);
            isCode ^= isDocument && lines[index].TrimStart().StartsWith("```", StringComparison.Ordinal);
            var isGenerated = file.StartsWith("traces/", StringComparison.Ordinal) && lines[index].StartsWith('|');
            var prose = isDocument ? isCode || isGenerated ? "" : lines[index] : Comment().Match(lines[index]).Value;
            prose = NoProse().Replace(prose, "");
            foreach (var (word, instead) in Banned.Where(banned => banned.Word.IsMatch(prose)).Take(1))
            {
                yield return new(file, index + 1, word.Match(prose).Value, instead);
            }
        }
    }

    private static string AreaOf(string file)
    {
        var parts = file.Split('/');
        return parts.Length == 1 || file.EndsWith(".md", StringComparison.Ordinal)
            ? file
            : string.Join('/', parts.Take(parts.Length > 2 ? 2 : 1));
    }

    [GeneratedRegex(@"(?<![:""\w])//.*$")]
    private static partial Regex Comment();

    // Tags and code: names in code change with the code.
    [GeneratedRegex("<[^>]*>|`[^`]*`")]
    private static partial Regex NoProse();

    [GeneratedRegex(@"\bnear[- ]miss|\bharmless neighbour", RegexOptions.IgnoreCase)]
    private static partial Regex NearMiss();

    [GeneratedRegex(@"\b(that|which|who|what|it) ships?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ships();

    [GeneratedRegex(@"\bremark(s|ed|ing)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Remark();

    [GeneratedRegex(@"\bafresh\b", RegexOptions.IgnoreCase)]
    private static partial Regex Afresh();

    [GeneratedRegex(@"\bsights?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sight();

    [GeneratedRegex(@"\bthe dead\b", RegexOptions.IgnoreCase)]
    private static partial Regex TheDead();

    [GeneratedRegex(@"\bfor no reason\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoReason();

    [GeneratedRegex(@"\b(no|some|every|any)body\b|\bwho(m|ever|mever)\b|\bwhence\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    private sealed record Hit(string File, int Line, string Word, string Instead)
    {
        public override string ToString() => $"{File}:{Line}: '{Word}' (say: {Instead})";
    }
}
