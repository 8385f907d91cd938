using System.Text.RegularExpressions;
using Interlock.Explorer.Checks;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>The program that README.md shows is the one that is tested, and fails as README.md says.</summary>
public sealed partial class ReadmeExampleTests
{
    private static string Readme => File.ReadAllText(Repo.PathOf("README.md"));

    [Fact]
    public void The_program_is_the_code_that_is_tested()
    {
        var tested = File.ReadAllText(Repo.PathOf("coyote-tests", "Tidy", "LostUpdate.cs"));
        var shown = Readme.Split("```csharp\n")[1].Split("```")[0].TrimEnd().Split("\n\n");

        Assert.Contains(shown[0], tested, StringComparison.Ordinal);
        Assert.Contains(string.Join('\n', shown[1].Split('\n').Select(line => $"        {line}")), tested, StringComparison.Ordinal);
    }

    [Fact]
    public void It_fails_as_shown()
    {
        var failure = Place().Replace(Assert.Throws<NotVerifiedException>(LostUpdate.Find).Message, "LostUpdate.cs");

        Assert.True(Folded(Readme).Contains(Folded(failure), StringComparison.Ordinal), $"README.md does not show this failure:\n{failure}");
    }

    // README.md folds long lines.
    private static string Folded(string text) => Blanks().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[^ (]*LostUpdate\.cs")]
    private static partial Regex Place();
}
