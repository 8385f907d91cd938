using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Claims;

/// <summary>A verdict claims what was judged, and nothing else.</summary>
public sealed class ClaimTests
{
    public static TheoryData<string> Scenarios => [.. ScenarioList.All.Select(scenario => scenario.Name)];

    [Fact]
    public void What_is_claimed_and_judged_by_nothing_is_an_error_before_the_search()
    {
        var report = new Exploration(Two().AsSystem(), claims: ["starvation-freedom", "deadlock-freedom", "unicorns"]).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Equal(0, report.Transitions);
        Assert.StartsWith("nothing judges 'starvation-freedom', 'unicorns': ", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_judged_is_listed_whether_it_is_claimed_or_not()
    {
        var program = Two();
        program.Always("small", memory => memory[default] <= 2);

        var report = new Exploration(program.AsSystem(), claims: []).Run();

        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Equal(["small", "assertions", "deadlock-freedom", "no-run-time-error"], report.Properties.Select(property => property.Name));
        Assert.All(report.Properties, property => Assert.True(property.Exercised > 0, property.Name));
    }

    [Fact]
    public void A_predicate_that_reads_nothing_that_changes_was_not_put_to_the_test()
    {
        var program = Two();
        var other = program.Word("other", initial: 3);
        program.Always("small", memory => memory[other] <= 3);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("'small' (never seen: two states in which what it reads differs)", report.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Counts_are_the_same_for_any_number_of_workers(int workers)
    {
        var scenario = ScenarioList.Find("ticket-lock");

        var report = new Exploration(
            scenario.Build(new Sizes(scenario)), new SearchOptions(Workers: workers), scenario.ClaimsAt(new Sizes(scenario))).Run();

        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Equal(
            new Exploration(scenario.Build(new Sizes(scenario))).Run().Properties.Select(property => (property.Name, property.Exercised)),
            report.Properties.Select(property => (property.Name, property.Exercised)));
    }

    [Fact]
    public void A_program_without_a_vcpu_is_an_error()
    {
        var program = new ConcurrentProgram();
        program.Word("word");

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("no vCPU", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_is_cut_claims_nothing() =>
        Assert.Empty(new Exploration(Two().AsSystem(), new SearchOptions(MaxStates: 2)).Run().Properties);

    [Fact]
    public void A_monitor_that_says_nothing_of_a_property_is_refused()
    {
        var program = Two();
        program.Watch(new Silent());

        var refusal = Assert.Throws<InvalidOperationException>(() => program.AsSystem());

        Assert.Contains("Silent does not say", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void What_a_scenario_claims_may_be_judged(string name)
    {
        var scenario = ScenarioList.Find(name);
        var sizes = new Sizes(scenario);

        Assert.Empty(scenario.ClaimsAt(sizes).Except(scenario.Build(sizes).Properties));
        Assert.NotEmpty(scenario.ClaimsAt(sizes));
    }

    private static ConcurrentProgram Two()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => Count(cpu, word));
        return program;
    }

    private static async Step Count(Cpu cpu, Address word) =>
        cpu.Assert(await cpu.FetchAdd(word, 1) < 2, "two vCPUs count to two");

    private sealed class Silent : PropertyMonitor
    {
        public override string Property => "silence";

        public override IReadOnlyList<Trial> Trials => [];
    }
}
