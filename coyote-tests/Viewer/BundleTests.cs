using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Interlock.Viewer;
using Xunit;

namespace Interlock.CoyoteTests.Viewer;

/// <summary>The pages that are committed are what their sources build to.</summary>
public sealed partial class BundleTests
{
    private static readonly string[] Build =
        ["package-lock.json", "package.json", "scripts/sources.mjs", "scripts/stamp.mjs", "tsconfig.json", "vite.config.ts"];

    // A rebuild compares every byte (PageBuildTests); this is what can be said without Node.
    [Theory]
    [InlineData("graph")]
    [InlineData("report")]
    public void The_committed_page_was_built_from_the_sources_as_they_are(string page)
    {
        var built = File.ReadAllText(Repo.PathOf("tools/Viewer/dist", $"{page}.html"));

        Assert.True(
            Stamp().Match(built).Groups[1].Value == SourcesOf(page),
            $"tools/Viewer/dist/{page}.html is not built from tools/Viewer/web as it is: run `npm ci && npm run build` there");
    }

    [Fact]
    public void What_is_shown_cannot_leave_its_place()
    {
        const string Nasty = "{\"text\":\"</script><script>alert(1)</script> null\"}";

        var page = Bundle.Fill(Bundle.Graph, Nasty);

        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.Contains("\\u003c/script>\\u003cscript>alert(1)", page, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Bundle.Fill(page, Nasty));
    }

    [Theory]
    [InlineData("graph")]
    [InlineData("report")]
    public void A_page_needs_nothing_from_elsewhere(string page)
    {
        var built = File.ReadAllText(Repo.PathOf("tools/Viewer/dist", $"{page}.html"));

        Assert.DoesNotMatch(Elsewhere(), built);
    }

    // As scripts/sources.mjs does it.
    private static string SourcesOf(string page)
    {
        var web = Repo.PathOf("tools/Viewer/web");
        var files = Build.Append($"{page}.html").Concat(Under(web, $"src/{page}")).Concat(Under(web, "src/shared"))
            .Order(StringComparer.Ordinal);
        var lines = files.Select(file =>
            $"{file} {Hash(File.ReadAllText(Path.Combine(web, file)).Replace("\r\n", "\n", StringComparison.Ordinal))}\n");
        return Hash(string.Concat(lines));
    }

    private static IEnumerable<string> Under(string web, string folder) => Directory
        .EnumerateFiles(Path.Combine(web, folder), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(web, path).Replace('\\', '/'));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<meta name=\"sources\" content=\"([0-9a-f]+)\"")]
    private static partial Regex Stamp();

    [GeneratedRegex("<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?!data:)", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
