using Interlock.Catalogue;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Harness;
using Xunit;

namespace Interlock.CoyoteTests.Models.Claims;

/// <summary>Of every property of the catalogue: where it was never put to the test, the verdict is an error that names it.</summary>
public sealed class UntestedTests
{
    public static TheoryData<string> Properties =>
        [.. ScenarioList.All.SelectMany(scenario => scenario.Properties).Append("lock-discipline").Distinct()];

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_that_was_never_put_to_the_test_is_an_error(string property)
    {
        var report = Of(property)();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains(
            property == "confidentiality"
                ? "never seen: the executions differ"
                : "never put to the test: ", report.Error, StringComparison.Ordinal);
        Assert.True(property == "confidentiality" || report.Error!.Contains($"'{property}'", StringComparison.Ordinal), report.Error);
        Assert.DoesNotContain(report.Properties, judged => judged.Name == property);
    }

    private static Func<Report> Of(string property) =>
        Untested.All.TryGetValue(property, out var found) ? found
        : Untested.OfPlatforms.Contains(property) ? () => Untested.PlatformAtRest(property)
        : EngineSetup.Properties.Concat(EngineSetup.SafetyProperties).Contains(property) ? () => Untested.EngineAtRest(property)
        : throw new InvalidOperationException(
            $"nothing shows that '{property}' is not claimed where it was never put to the test: add it to Untested.");
}
