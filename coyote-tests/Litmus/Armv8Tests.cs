using Interlock.Litmus;
using Xunit;

namespace Interlock.CoyoteTests.Litmus;

/// <summary>Tests of AArch64 come to what the literature says.</summary>
public sealed class Armv8Tests
{
    public static TheoryData<string> Names => [.. Armv8Classics.All.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Armv8_allows_what_the_literature_says(string name)
    {
        var test = Of(name);

        var (result, isAllowed) = ClassicalTest.Search(test.AArch64(), MemoryModel.Armv8);

        Assert.Equal(test.UnderWeak && !test.NeedsLoadBuffering, isAllowed);
        Assert.True(result.States > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sequential_consistency_allows_what_interleaving_does(string name)
    {
        var test = Of(name);

        var (result, isAllowed) = ClassicalTest.Search(test.AArch64(), MemoryModel.SequentialConsistency);

        Assert.Equal(test.UnderSc, isAllowed);
        Assert.True(result.States > 0);
    }

    [Fact]
    public void Names_are_unique_and_both_verdicts_are_frequent()
    {
        Assert.Distinct(Armv8Classics.All.Select(test => test.Name));
        Assert.True(Armv8Classics.All.Count(test => test.UnderWeak) >= 20);
        Assert.True(Armv8Classics.All.Count(test => !test.UnderWeak) >= 30);
    }

    private static ClassicalTest Of(string name) => Armv8Classics.All.Single(test => test.Name == name);
}
