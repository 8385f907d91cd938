using Interlock.CoyoteTests.Truth;
using Interlock.Explorer;
using Interlock.Explorer.Growth;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Growth;

/// <summary>State that grows for ever is named with its cure, and ends a search; what merely grows for long ends none.</summary>
[Trait("Category", "Long")]
public sealed class GrowthTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Endless => [.. GrowingCode.Endless.Keys];

    public static TheoryData<string> Bounded => [.. GrowingCode.Bounded.Keys];

    [Theory]
    [MemberData(nameof(Endless))]
    public void What_grows_for_ever_is_named_and_shown_to(string name)
    {
        var (system, says) = GrowingCode.Endless[name];

        var found = new GrowthProbe(system(), Budget).Look();

        var told = string.Join('\n', found.Places.Select(place => $"{place.Name}: {place.Cure}"));
        Assert.All(says, part => Assert.Contains(part, told, StringComparison.Ordinal));
        Assert.DoesNotMatch("<>|__|d__", told);
        Assert.NotNull(found.Proof);
    }

    [Theory]
    [MemberData(nameof(Bounded))]
    public void What_has_an_end_is_not_said_to_have_none(string name) =>
        Assert.Null(new GrowthProbe(GrowingCode.Bounded[name](), Budget).Look().Proof);

    [Fact]
    public void What_closes_has_nothing_that_grows() =>
        Assert.Empty(new GrowthProbe(TruthRow.All.Single(row => row.ToString() == "W1b N=4, loop").Optimized(), Budget).Look().Places);

    [Fact]
    public void A_word_that_wraps_late_is_named_with_its_modulus() =>
        Assert.Contains("wraps only at 1048576", Assert.Single(
            new GrowthProbe(GrowingCode.Bounded["word with a modulus"](), Budget).Look().Places).Name, StringComparison.Ordinal);

    [Theory]
    [InlineData(SearchOrder.BreadthFirst)]
    [InlineData(SearchOrder.DepthFirst)]
    public void A_search_without_end_ends_and_says_why(SearchOrder order)
    {
        var report = new Exploration(GrowingCode.Endless["word"].System(), new SearchOptions(order) { LooksForGrowthAfter = 50_000 }).Run();

        Assert.Equal((Verdict.Incomplete, Bound.Growth), (report.Verdict, report.Bound?.Name));
        Assert.Contains("however large", report.Bound!.Reason, StringComparison.Ordinal);
        Assert.Contains("the word 'word'", Assert.Single(report.Growing).Name, StringComparison.Ordinal);
        Assert.True(report.States >= 50_000 && report.Bound.Left > 0, $"{report.States} states, {report.Bound.Left} left");
    }

    [Fact]
    public void A_search_goes_on_if_it_is_told_to()
    {
        var report = new Exploration(
            GrowingCode.Endless["word"]
                .System(), new SearchOptions(MaxStates: 150_000, KeepGoing: true) { LooksForGrowthAfter = 50_000 }).Run();

        Assert.Equal("max-states", report.Bound?.Name);
        Assert.Single(report.Growing);
    }

    [Fact]
    public void A_search_that_takes_long_is_let_end() =>
        Assert.Equal(
            Verdict.Verified,
            new Exploration(GrowingCode.LongButEnding(), new SearchOptions { LooksForGrowthAfter = 50_000 }).Run().Verdict);

    [Fact]
    public void A_search_that_a_bound_has_cut_tells_what_grew()
    {
        var report = new Exploration(GrowingCode.Endless["ticket lock"].System(), new SearchOptions(MaxStates: 1000)).Run();

        Assert.Equal(
            ["the word 'next'", "the word 'serving'"],
            report.Growing.Select(place => place.Name).Where(name => name.StartsWith("the word", StringComparison.Ordinal)));
    }
}
