using Interlock.Catalogue;
using Interlock.Catalogue.Engine.Scenarios;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Every seeded bug is found, at no smaller sizes than it says, and its benign variant is not flagged.</summary>
[Trait("Category", "Long")]
public sealed class MutantTests
{
    private static readonly string[] Codes = ["B-", "H-", "I-", "K-", "L-", "M-", "P-", "R-", "S-", "X-"];

    public static TheoryData<string, string> Mutants => AllMutants.Pairs.Names();

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Mutant_breaks_its_property_at_its_sizes(string scenarioName, string name)
    {
        var (scenario, mutant) = Find(scenarioName, name);

        var report = Explore(scenario, mutant.Sizes, mutant.Name);

        Assert.Equal(Verdict.Violated, report.Verdict);
        Assert.Equal(mutant.Property, report.Violation!.Property);
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Mutant_fails_the_check_that_everybody_runs(string scenarioName, string name)
    {
        var (scenario, mutant) = Find(scenarioName, name);

        // A bug that needs a weak memory model is not found there, and is why it was not known before.
        var report = Explore(scenario, new Dictionary<string, int>(), mutant.Name);
        Assert.Equal(mutant.Memory is null ? Verdict.Violated : Verdict.Verified, report.Verdict);
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void The_shipped_code_passes_at_the_sizes_of_the_mutant(string scenarioName, string name)
    {
        var (scenario, mutant) = Find(scenarioName, name);

        Assert.Equal(Verdict.Verified, Explore(scenario, mutant.Sizes, null).Verdict);
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Near_miss_passes_at_the_sizes_of_the_mutant_and_at_the_defaults(string scenarioName, string name)
    {
        var (scenario, mutant) = Find(scenarioName, name);

        // Verified includes that every witness was seen.
        foreach (var sizes in new[] { mutant.Sizes, new Dictionary<string, int>() })
        {
            var report = Explore(scenario, sizes, mutant.NearMiss);
            Assert.True(
                report.Verdict == Verdict.Verified,
                $"{mutant.NearMiss}: {report.Verdict}, {report.Violation?.Message ?? report.Error}");
        }
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Mutant_is_not_found_at_any_smaller_size(string scenarioName, string name)
    {
        var (scenario, mutant) = Find(scenarioName, name);
        foreach (var smaller in Smaller(scenario, mutant).Where(sizes => IsSound(scenario, sizes)))
        {
            var report = Explore(scenario, smaller, mutant.Name);
            Assert.True(
                report.Verdict == Verdict.Verified,
                $"found at {string.Join(", ", smaller)}: {report.Violation?.Message ?? report.Error}");
        }
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Mutant_says_where_it_comes_from_and_who_its_neighbour_is(string scenarioName, string name)
    {
        var (scenario, mutant) = Find(scenarioName, name);

        Assert.Contains(mutant.Property, scenario.Properties);
        Assert.Contains(Codes, code => mutant.Origin.StartsWith(code, StringComparison.Ordinal));
        Assert.NotEmpty(mutant.NearMiss);
        Assert.EndsWith(".", mutant.Harmless, StringComparison.Ordinal);
        Assert.DoesNotContain(
            mutant.Sizes.Keys, size => size != mutant.Memory && scenario.Parameters.All(parameter => parameter.Name != size));
    }

    [Fact]
    public void Each_family_has_its_share() => Assert.All(
        Enum.GetValues<Family>(),
        family => Assert.True(AllMutants.Pairs.Count(pair => pair.Mutant.Family == family) >= 3));

    [Fact]
    public void Every_race_is_the_smallest_that_finds_something() => Assert.All(
        Races.All.Append(ScenarioList.Find("memory-calls")).Append(ScenarioList.Find("lifecycle-calls")),
        scenario => Assert.NotEmpty(scenario.Mutants));

    [Fact]
    public void What_waits_is_not_there_and_says_where_it_comes_from()
    {
        var there = AllMutants.Pairs.Select(pair => pair.Mutant.Name).ToHashSet();

        Assert.Equal(WaitingMutants.All.Count, WaitingMutants.All.DistinctBy(waiting => waiting.Name).Count());
        Assert.All(WaitingMutants.All, waiting =>
        {
            Assert.DoesNotContain(waiting.Name, there);
            Assert.Contains(Codes, code => waiting.Origin.StartsWith(code, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Names_are_unique()
    {
        var mutants = AllMutants.Pairs.Select(pair => pair.Mutant).ToList();
        var names = mutants.Select(mutant => mutant.Name)
            .Concat(mutants.Select(mutant => mutant.NearMiss).Distinct()).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z]+(-[a-z]+)+$", name));
    }

    [Fact]
    public void Each_primitive_has_its_share() => Assert.All(
        new[] { "ticket-lock", "mutex", "rendezvous-barrier" },
        name => Assert.True(ScenarioList.Find(name).Mutants.Count >= 12));

    [Fact]
    public void Unknown_variant_is_refused_with_the_known_ones()
    {
        var scenario = ScenarioList.Find("mutex");

        var refusal = Assert.Throws<ArgumentException>(() => scenario.Build(new Sizes(scenario), "mutex-on-fire"));

        Assert.Contains("mutex-on-fire", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("mutex-never-wakes", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("mutex-wakes-all", refusal.Message, StringComparison.Ordinal);
    }

    private static (Scenario Scenario, Mutant Mutant) Find(string scenarioName, string name)
    {
        var scenario = ScenarioList.Find(scenarioName);
        return (scenario, scenario.Mutants.Single(mutant => mutant.Name == name));
    }

    private static Report Explore(Scenario scenario, IReadOnlyDictionary<string, int> sizes, string? variant) =>
        Explored.At(scenario, sizes, variant);

    // Sizes at which production code is right: not, say, more vCPUs than there are tickets.
    private static bool IsSound(Scenario scenario, IReadOnlyDictionary<string, int> sizes) =>
        Explore(scenario, sizes, null).Verdict == Verdict.Verified;

    // One size less by one; and instead of rounds for ever, few.
    private static IEnumerable<Dictionary<string, int>> Smaller(Scenario scenario, Mutant mutant)
    {
        foreach (var parameter in scenario.Parameters.Where(parameter => mutant.Sizes.ContainsKey(parameter.Name)))
        {
            var value = mutant.Sizes[parameter.Name];
            var isForEver = parameter.Name == "rounds" && value == 0;
            int[] smaller = isForEver ? [1, 2]
                : parameter.Name == "rounds" && value == 1 ? []
                : value > parameter.Min ? [value - 1]
                : [];
            foreach (var less in smaller)
            {
                yield return new Dictionary<string, int>(mutant.Sizes) { [parameter.Name] = less };
            }
        }
    }
}
