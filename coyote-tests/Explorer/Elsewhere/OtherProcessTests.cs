using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Elsewhere;
using Interlock.Explorer.Search;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Elsewhere;

/// <summary>What depends on the process is found by another process, and nothing else is.</summary>
[Trait("Category", "Long")]
public sealed class OtherProcessTests(OtherProcessTests.Shared shared) : IClassFixture<OtherProcessTests.Shared>
{
    private readonly OtherProcess other = shared.Process;

    [Theory]
    [InlineData("hash")]
    [InlineData("culture")]
    [InlineData("zone")]
    [InlineData("processors")]
    [InlineData("clock")]
    [InlineData("folder")]
    [InlineData("order")]
    [InlineData("count")]
    [InlineData("initial")]
    [InlineData("predicate")]
    public async Task What_depends_on_the_process_is_found(string variant)
    {
        var difference = await other.Compare(Explored(new Environmental(), variant));

        Assert.NotNull(difference);
        if (variant is "hash" or "clock")
        {
            Assert.Equal("vcpu1's code up to its first operation does something else", difference);
        }
    }

    [Fact]
    public async Task What_does_not_is_the_same()
    {
        Assert.Null(await other.Compare(Explored(new Environmental(), null)));
        foreach (var scenario in ScenarioList.All.Where(scenario => Small.Contains(scenario.Name)))
        {
            Assert.Null(await other.Compare(Explored(scenario, null)));
        }
    }

    [Fact]
    public async Task A_process_that_dies_is_a_difference()
    {
        var sample = Explored(new Environmental(), null);
        using var gone = new OtherProcess("dotnet", ["--version"]);

        Assert.Contains("died", await gone.Compare(sample), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_cannot_be_started_says_so() =>
        Assert.Throws<IOException>(() => new OtherProcess("/nowhere/at-all", []));

    private static readonly HashSet<string> Small =
    [
        "ticket-lock", "mutex", "rendezvous-barrier", "page-unmap", "toy-shootdown", "memory-calls", "secret-calls",
    ];

    /// <summary>One process for all tests.</summary>
    public sealed class Shared : IDisposable
    {
        /// <summary>The process.</summary>
        public OtherProcess Process { get; } = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "interlock.dll"), "elsewhere"]);

        /// <inheritdoc/>
        public void Dispose() => Process.Dispose();
    }

    private static Sample Explored(Scenario scenario, string? variant)
    {
        var sizes = new Sizes(scenario);
        var system = scenario.Build(sizes, variant);
        new Exploration(system, new SearchOptions(MaxStates: 3000)).Run();
        return Sample.Of(scenario, sizes, variant, system, ScenarioList.All);
    }
}
