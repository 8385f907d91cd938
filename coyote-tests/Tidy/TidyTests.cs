using System.Text.RegularExpressions;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>What a reader may take for granted about the sources.</summary>
public sealed partial class TidyTests
{
    private const int MostLines = 400;

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold()
    {
        var files = Repo.Files("*.cs").ToList();

        Assert.True(files.Count > 50);
        Assert.All(files, file => Assert.True(
            File.ReadLines(Repo.PathOf(file)).Count() <= MostLines, $"{file} has more than {MostLines} lines"));
    }

    [Fact]
    public void Nothing_is_left_open_in_the_code() => Assert.All(
        Repo.Files("*.cs").Where(file => !file.EndsWith("TidyTests.cs", StringComparison.Ordinal)),
        file => Assert.False(LeftOpen().IsMatch(File.ReadAllText(Repo.PathOf(file))), $"{file} leaves something open"));

    [Fact]
    public void No_merge_is_half_done() => Assert.All(
        Repo.Files("*.md").Concat(Repo.Files("*.ts")),
        file => Assert.False(HalfMerged().IsMatch(File.ReadAllText(Repo.PathOf(file))), $"{file} has both sides of a merge"));

    [Fact]
    public void No_test_is_skipped() => Assert.All(
        Repo.Files("*.cs").Where(file => !file.EndsWith("TidyTests.cs", StringComparison.Ordinal)),
        file => Assert.False(Skipped().IsMatch(File.ReadAllText(Repo.PathOf(file))), $"{file} skips a test"));

    [Fact]
    public void Names_say_what_things_are() => Assert.All(
        Repo.Files("*.cs"),
        file => Assert.False(Vague().IsMatch(Path.GetFileNameWithoutExtension(file)), $"{file} has a name that says nothing"));

    [GeneratedRegex("NotImplementedException|TODO|FIXME|HACK")]
    private static partial Regex LeftOpen();

    [GeneratedRegex("^(?:<<<<<<<|>>>>>>>) ", RegexOptions.Multiline)]
    private static partial Regex HalfMerged();

    [GeneratedRegex("Skip *= *\"")]
    private static partial Regex Skipped();

    [GeneratedRegex("Manager|Helper|Util")]
    private static partial Regex Vague();
}
