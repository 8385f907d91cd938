using System.Text.RegularExpressions;
using Interlock.Catalogue;
using Interlock.CoyoteTests.Cli;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>Every command that a README shows with its output prints that output, times and machines aside.</summary>
public sealed partial class ReadmeTests
{
    private const string Prompt = "$ dotnet run --project tools/Cli -c Release -- ";

    private static string Catalogue => File.ReadAllText(Repo.PathOf("models", "Catalogue", "README.md"));

    /// <summary>
    /// The whole catalogue is explored once: where that was done before the tests, as in CI, this variable names the file with what the
    /// command printed.
    /// </summary>
    private const string Printed = "INTERLOCK_CHECK_OUTPUT";

    [Fact]
    public void Shown_output_is_real_output()
    {
        var shown = Shown().Where(example => example.Command != "check").ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, example => Assert.Equal(Normal(example.Output), Normal(Run(example.Command))));
    }

    [Fact]
    [Trait("Category", "Long")]
    public void The_table_of_all_scenarios_is_what_the_main_command_prints()
    {
        var (_, output) = Assert.Single(Shown(), example => example.Command == "check");
        var printed = Environment.GetEnvironmentVariable(Printed) is { } file ? File.ReadAllText(file) : Run("check");

        Assert.Equal(Normal(output), Normal(printed));
        Assert.Contains($"{ScenarioList.All.Count} scenarios: {ScenarioList.All.Count} verified.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_to_be_checked_is()
    {
        var readme = Catalogue;
        var rows = 0;
        foreach (var cells in readme.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 8 && cells[1].StartsWith('`')))
        {
            var scenario = ScenarioList.Find(Code().Match(cells[3]).Groups[1].Value);
            var properties = Code().Matches(cells[1]).Select(match => match.Groups[1].Value).ToList();
            var mutants = Code().Matches(cells[6]).Select(match => match.Groups[1].Value).ToList();

            Assert.All(properties, property => Assert.Contains(property, scenario.Properties));
            // A mutant may be another scenario's; where there is none, the row says what there is instead.
            var broken = mutants.Select(name => Assert.Single(
                ScenarioList.All.SelectMany(other => other.Mutants), mutant => mutant.Name == name).Property).ToHashSet();
            Assert.NotEmpty(cells[6]);
            Assert.True(broken.Count == 0 || broken.SetEquals(properties), $"{cells[1]}: the mutants break {string.Join(", ", broken)}");

            // The table of all scenarios is what the program prints, so a number that is there is true.
            Assert.Contains(readme.Split('\n'), line => line.Contains($"│ {scenario.Name} ", StringComparison.Ordinal)
                && line.Contains($" {cells[4]} │", StringComparison.Ordinal));
            rows++;
        }

        Assert.InRange(rows, 14, int.MaxValue);
    }

    [Fact]
    public void The_first_page_fits_a_screen_and_states_the_true_counts()
    {
        var lines = File.ReadAllLines(Repo.PathOf("README.md"));

        Assert.InRange(lines.Length, 1, 110);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        var largest = Assert.Single(lines, line => line.Contains(" states).", StringComparison.Ordinal)).Split('(', ' ').First(word => word.Contains(','));
        Assert.Contains(Catalogue.Split('\n'), line => line.Contains("│ general-client ", StringComparison.Ordinal) && line.Contains($" {largest} ", StringComparison.Ordinal));
        var missed = Probability().Match(Catalogue).Value;
        Assert.Contains(lines, line => line.Contains($": {missed} for the whole catalogue", StringComparison.Ordinal));
    }

    // Commands that are shown with their output: a block of commands alone shows none.
    private static IEnumerable<(string Command, string Output)> Shown() =>
        from page in (string[])[Catalogue, File.ReadAllText(Repo.PathOf("tools", "Cli", "README.md"))]
        from Match found in Blocks().Matches(page)
        let block = found.Groups[1].Value
        where block.StartsWith(Prompt, StringComparison.Ordinal)
            && !block.TrimEnd().Split('\n').All(line => line.StartsWith("$ ", StringComparison.Ordinal))
        select (block.Split('\n')[0][Prompt.Length..], block[(block.IndexOf('\n') + 1)..]);

    private static string Run(string command)
    {
        using var interlock = new InterlockProcess();
        return interlock.Run(command.Split(' ')).Output;
    }

    // Times, workers, seeds and trailing blanks differ from run to run.
    private static string Normal(string text) => string.Join('\n', text.Trim().Split('\n').Select(line =>
        Blanks().Replace(Workers().Replace(Seconds().Replace(Seeds().Replace(line, "0xN"), "N"), "N workers"), " ").TrimEnd()));

    [GeneratedRegex("^```(?:text)?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\b\d\.\de-\d+\b")]
    private static partial Regex Probability();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b\d+\.\d\d\b")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\b0x[0-9a-f]{32}\b")]
    private static partial Regex Seeds();

    [GeneratedRegex(@"\b\d+ workers")]
    private static partial Regex Workers();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
