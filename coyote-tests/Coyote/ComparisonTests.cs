using Xunit;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>The page that compares Coyote with the search has every mutant; how long things take, it does not have to repeat.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void Every_mutant_is_compared()
    {
        var page = File.ReadAllText(Repo.PathOf("coyote-tests", "COMPARISON.md"));

        Assert.All(Target.All.Where(target => target.Variant is not null), target => Assert.True(
            page.Contains($"| {target.Scenario.Name} | {target.Variant} |", StringComparison.Ordinal),
            $"{target.Variant} is missing: dotnet run --project coyote-tests -c Release -p:Coyote=true -- compare > " +
            "coyote-tests/COMPARISON.md"));
    }
}
