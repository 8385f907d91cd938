using Handshakes;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>The scenario that models/Semantics/README.md shows compiles as it is shown, is short, and is explored.</summary>
public sealed class ExampleTests
{
    private static string Shown =>
        File.ReadAllText(Repo.PathOf("models", "Semantics", "README.md")).Split("```csharp\n")[1].Split("```")[0];

    [Fact]
    public void The_example_is_the_code_that_is_tested()
    {
        var code = File.ReadAllText(Repo.PathOf("coyote-tests", "Models", "Handshake.cs"));

        Assert.Equal(Shown, code);
        Assert.True(
            Shown[Shown.IndexOf("internal", StringComparison.Ordinal)..].TrimEnd().Split('\n').Length < 40,
            "a scenario takes less than 40 lines");
    }

    [Fact]
    public void The_example_is_verified()
    {
        var scenario = new Handshake();

        var report = new Exploration(scenario.Build(new Sizes(scenario))).Run();

        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.True(report.States > 4);
    }
}
