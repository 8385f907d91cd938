using System.Text.RegularExpressions;
using Interlock.Catalogue;
using Interlock.CoyoteTests.Models;
using Interlock.Explorer.Mutants;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>
/// The kill matrix in the repository is what is found today: what finds each bug, all of it; what each property finds alone, for some
/// bugs. <c>INTERLOCK_UPDATE_EXPECTED=1</c> brings it up to date: what properties find alone of bugs that are new, or that are found
/// after another number of steps. Only <c>interlock mutants --markdown</c>, which takes minutes, tries scenarios that it has not tried yet.
/// </summary>
[Trait("Category", "Long")]
public sealed partial class KillsTests
{
    private const string Matrix = "traces/KILLS.md";

    // One of every list of properties and more of the engine's, of those that are soon done.
    public static TheoryData<string> Tried =>
    [
        "ticket-wraps", "mutex-never-wakes", "barrier-keeps-count", "shootdown-forgets-cpus", "unmap-locally",
        "unshare-locks-vm-first", "guest-unshare-forgets-own", "guest-unshare-for-host", "share-by-stale-plan", "donate-without-tlbi",
    ];

    [Fact]
    public void What_finds_each_bug_is_what_the_matrix_says()
    {
        if (Environment.GetEnvironmentVariable("INTERLOCK_UPDATE_EXPECTED") == "1")
        {
            Expected.InFile(Matrix, KillMarkdown.Write(Trials(), WaitingMutants.All, Updated));
        }

        var before = $"{KillMarkdown.Families(Trials())}\n{ModelMatrix.Write(Trials())}";
        Assert.StartsWith($"{before}## Each property alone", Committed(), StringComparison.Ordinal);
        Assert.EndsWith("\n\n" + KillMarkdown.Waiting(WaitingMutants.All), Committed(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_bug_is_found_as_soon_by_its_own_property_alone()
    {
        foreach (var trial in Trials())
        {
            var cells = RowOf(trial.Mutant.Name).Split('|', StringSplitOptions.TrimEntries)[2..^1];
            var own = trial.Scenario.Properties.ToList().IndexOf(trial.Mutant.Property);

            Assert.Equal(trial.Scenario.Properties.Count, cells.Length);
            Assert.False(
                cells.Contains("."),
                $"{Matrix} leaves open what finds {trial.Mutant.Name} alone; this tries it, in minutes: interlock mutants --markdown " +
                $"{Matrix}, once the old file is away.");
            if (trial.Scenario.Build(new Sizes(trial.Scenario, trial.Mutant.Sizes), trial.Mutant.Name)
                    .JudgedBy(trial.Mutant.Property) is null)
            {
                Assert.All(cells, cell => Assert.Equal("?", cell.Trim('*'))); // its properties are judged together only
                continue;
            }

            Assert.Equal($"**{trial.Length}**", cells[own]);
            Assert.All(cells.Where((_, index) => index != own), cell => Assert.Matches(Cell(), cell));
            Assert.All(cells.Where(cell => char.IsDigit(cell[0])), cell => Assert.True(int.Parse(cell) >= trial.Length));
        }
    }

    [Theory]
    [MemberData(nameof(Tried))]
    public void What_properties_find_alone_is_what_the_matrix_says(string name)
    {
        var (scenario, mutant) = AllMutants.Pairs.Single(pair => pair.Mutant.Name == name);
        var alone = AloneOf(scenario, mutant);

        var committed = RowOf(name).TrimEnd('|', ' ').Split(" | ");
        var found = KillMarkdown.Row(new Trial(scenario, mutant, Explored.At(scenario, mutant.Sizes, name), true, alone))
            .TrimEnd('\n', '|', ' ').Split(" | ");
        Assert.Equal(committed, found);
    }

    [Fact]
    public void A_property_that_nothing_breaks_finds_nothing_alone()
    {
        var scenario = ScenarioList.Find("ticket-lock");

        Assert.All(scenario.Properties, property => Assert.Equal(
            Verdict.Verified, new Exploration(scenario.Build(new Sizes(scenario)).JudgedBy(property)!).Run().Verdict));
    }

    private static List<Trial> Trials() =>
    [
        .. AllMutants.Pairs.Select(pair => new Trial(
            pair.Scenario,
            pair.Mutant,
            Explored.At(pair.Scenario, pair.Mutant.Sizes, pair.Mutant.Name),
            Explored.At(pair.Scenario, pair.Mutant.Sizes, pair.Mutant.NearMiss).Verdict == Verdict.Verified,
            new Dictionary<string, Lone>())
        {
            Models = ModelMatrix.ModelsOf(pair.Mutant).ToDictionary(
                model => model,
                model => ModelMatrix.Of(Explored.At(pair.Scenario, ModelMatrix.SizesUnder(pair.Mutant, model), pair.Mutant.Name))),
        }),
    ];

    private static string Updated(Trial trial)
    {
        var (name, properties) = (trial.Mutant.Name, trial.Scenario.Properties);
        var legend = string.Join(", ", properties.Select((property, index) => $"{index + 1} {property}")) + "\n";
        if (!Tables().Contains(legend, StringComparison.Ordinal))
        {
            return $"| {name}{string.Concat(properties.Select(_ => " | ."))} |\n";
        }

        var known = Committed().Split('\n').LastOrDefault(line => line.StartsWith($"| {name} |", StringComparison.Ordinal));
        return known is not null && known.Contains($"**{trial.Length}**", StringComparison.Ordinal)
            && known.Count(letter => letter == '|') == properties.Count + 2
            ? known + "\n"
            : KillMarkdown.Row(trial with { Alone = AloneOf(trial.Scenario, trial.Mutant) });
    }

    // The legends of tables in which something was tried.
    private static string Tables() => string.Concat(
        Committed().Split("\n\n").Zip(Committed().Split("\n\n").Skip(1)).Where(pair => pair.First.Contains("**", StringComparison.Ordinal))
            .Select(pair => pair.Second + "\n"));

    private static Dictionary<string, Lone> AloneOf(Scenario scenario, Mutant mutant) =>
        scenario.Properties.ToDictionary(property => property, property => KillMatrix.Alone(scenario, mutant, property));

    private static string Committed() => File.ReadAllText(Repo.PathOf(Matrix));

    private static string RowOf(string mutant)
    {
        var matrix = Committed();
        var alone = matrix[matrix.IndexOf("## Each property alone", StringComparison.Ordinal)..];
        return Assert.Single(alone.Split('\n'), line => line.StartsWith($"| {mutant} |", StringComparison.Ordinal));
    }

    [GeneratedRegex("^([0-9]+|[-?])$")]
    private static partial Regex Cell();
}
