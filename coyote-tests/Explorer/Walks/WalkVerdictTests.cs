using Interlock.Explorer.Search;
using Interlock.Explorer.Walks;
using Interlock.Models.Programs;
using Interlock.Models.Scenarios;
using Interlock.Models.Scenarios.Isolation;
using Interlock.Models.Systems;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Walks;

/// <summary>What random walks may say, and what they never say.</summary>
public sealed class WalkVerdictTests
{
    public static TheoryData<string> Names => [.. Specimens.Names];

    // Of these the mutant with the smallest sizes has more states than so many walks come to.
    private static readonly string[] Large =
    [
        "ideal-platform", "ideal-errors", "ideal-unwinding", "ideal-two-runs", "ideal-transparency", "memory-availability",
        "lifecycle-availability",
    ];

    // Of pairs of executions most walks soon come to where the two have released different things, which is an end: what lies behind what
    // they must release alike, again and again, walks do not all come to.
    public static TheoryData<string> Scenarios =>
    [
        .. Catalogue.All
            .Where(scenario => scenario.Mutants.Count > 0 && scenario is not (RaceScenario or SecrecyScenario or SecretRaceScenario))
            .Select(scenario => scenario.Name).Except(Large),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Walks_say_what_the_search_says_or_that_they_know_nothing(string name)
    {
        var searched = new Exploration(Specimens.Named(name)).Run();

        var report = new RandomWalks(Specimens.Named(name)).Run();

        if (searched.Violation is { Kind: not (ViolationKind.Livelock or ViolationKind.Liveness) } broken)
        {
            Assert.Equal((Verdict.Violated, broken.Kind), (report.Verdict, report.Violation?.Kind));
            Assert.Equal(broken.Property, report.Violation!.Property);
            Assert.InRange(report.Counterexample!.Schedule.Count, searched.Counterexample!.Schedule.Count, report.Depth);
            Assert.Equal("violation", report.Sampling!.EndedBy);
        }
        else
        {
            Assert.Equal((Verdict.Incomplete, "sampled"), (report.Verdict, report.Bound?.Name));
            Assert.Equal("walks", report.Sampling!.EndedBy);
            Assert.Null(report.Counterexample);
        }
    }

    [Theory]
    [InlineData("livelock", "that it stays possible: vcpu0 can finish, vcpu1 can finish, vcpu2 can finish")]
    [InlineData("liveness of a program", "starvation-freedom")]
    [InlineData("verified liveness", "p2")]
    public void What_needs_the_whole_graph_is_said_not_to_be_checked(string specimen, string property)
    {
        var report = new RandomWalks(Specimens.Named(specimen)).Run();

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Contains(property, report.Sampling!.NotChecked);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Walks_come_through_every_state_of_a_small_system_and_still_verify_nothing(string name)
    {
        var scenario = Catalogue.Find(name);
        var sizes = new Sizes(scenario, scenario.Mutants.MinBy(mutant => mutant.Sizes.Values.Sum())!.Sizes);
        var all = new Exploration(scenario.Build(sizes)).Run();

        var report = new RandomWalks(scenario.Build(sizes), new WalkOptions(Walks: 20_000)).Run();

        Assert.Equal((Verdict.Incomplete, all.States), (report.Verdict, report.States));
        Assert.Equal(all.Witnesses.Keys, report.Witnesses.Keys);
        Assert.All(report.Witnesses.Values, count => Assert.True(count > 0));
        Assert.Equal((20_000L, 20_000.0), (report.Sampling!.Walks, report.Bound!.Limit));
        Assert.True(report.Transitions > report.Sampling.Steps);
    }

    [Fact]
    public void A_witness_that_was_not_seen_is_said_and_is_no_error()
    {
        var program = new Program();
        var word = program.Word("word", modulus: 4);
        program.Run(2, cpu => Count(cpu, word));
        program.MustSee("counted");
        program.MustSee("never");
        program.Finally("nothing", _ => false);

        var report = new RandomWalks(program.AsSystem()).Run();

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.True(report.Witnesses["counted"] > 0);
        Assert.Equal(0, report.Witnesses["never"]);
        Assert.Contains("'nothing' when every vCPU has finished", report.Sampling!.NotChecked);
    }

    [Fact]
    public void A_violation_at_the_start_takes_no_walk()
    {
        var program = new Program();
        var word = program.Word("word", initial: 1);
        program.Run(1, cpu => Count(cpu, word));
        program.Always("zero", memory => memory[word] == 0);

        var report = new RandomWalks(program.AsSystem()).Run();

        Assert.Equal((Verdict.Violated, "zero", 0L), (report.Verdict, report.Violation?.Property, report.Sampling!.Walks));
        Assert.Empty(report.Counterexample!.Schedule);
    }

    [Fact]
    public void What_is_beyond_memory_is_an_error()
    {
        var program = new Program();
        program.Word("only");
        program.Run(1, cpu => Count(cpu, new Address(1)));

        var report = new RandomWalks(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("word:1", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Successors_that_change_are_an_error()
    {
        var report = new RandomWalks(new Fickle()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("expanded twice", report.Error, StringComparison.Ordinal);
    }

    private static async Step Count(Cpu cpu, Address word)
    {
        while (true)
        {
            await cpu.FetchAdd(word, 1, MemoryOrder.Relaxed);
            cpu.Note("counted");
        }
    }

    /// <summary>Does something else when it is asked again.</summary>
    private sealed class Fickle : TransitionSystem
    {
        private ulong asked;

        public override int Width => 1;

        public override IReadOnlyList<string> Actors => ["fickle"];

        public override IReadOnlyList<string> Witnesses => [];

        public override void Start(Expansion into)
        {
            into.Reset([0]);
            into.Begin(0, 0);
            into.End();
        }

        public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false)
        {
            into.Reset(state);
            into.Begin(0, 0);
            into.Set(0, ++asked);
            into.End();
        }

        public override Violation? CheckStopped(ReadOnlySpan<ulong> state) => null;

        public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => [];

        public override Transition Describe(Expansion expansion, int successor) => new(0, 0, "change", string.Empty, [], []);
    }
}
