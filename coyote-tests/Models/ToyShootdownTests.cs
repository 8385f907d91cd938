using Interlock.Catalogue.ToyShootdowns;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Workload W5 has the states and transitions that other model checkers find.</summary>
public sealed class ToyShootdownTests
{
    [Theory]
    [InlineData(2, 2, 91, 202)]
    [InlineData(3, 2, 397, 1284)]
    public void Counts_are_those_of_other_tools(int cpus, int pages, long states, long transitions)
    {
        var report = new Exploration(Build(cpus, pages)).Run();

        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Equal((states, transitions), (report.States, report.Transitions));
    }

    [Fact]
    public void More_than_a_word_of_bits_is_refused() => Assert.Throws<ArgumentException>(() => Build(9, 8));

    [Fact]
    public void A_word_full_of_bits_is_not() => Assert.NotNull(Build(1, 64));

    private static Interlock.Semantics.Transitions.TransitionSystem Build(int cpus, int pages)
    {
        var scenario = new ToyShootdownScenario();
        return scenario.Build(new Sizes(scenario, new Dictionary<string, int> { ["cpus"] = cpus, ["pages"] = pages }));
    }
}
