using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Regions;

/// <summary>What merged steps look like, and where they are refused.</summary>
public sealed class MergedStepTests
{
    [Fact]
    public void A_region_is_one_step_and_shows_all_of_its_operations()
    {
        var system = Region.Merged((_, _) => { }, Add, Add).AsSystem();
        var expansion = new Expansion(system.Width, 0, wide: false);
        system.Start(expansion);
        system.Expand(expansion.State(0).ToArray(), expansion);

        var step = system.Describe(expansion, 1);

        Assert.Equal((2, 1, 0), (expansion.Count, step.Actor, step.Choice));
        Assert.Equal("compare-exchange a 0 -> 2: 0", step.Operation);
        Assert.Equal(["load byA: 0", "store byA = 1", "store a = 0"], step.Further.Select(operation => operation.Operation));
        Assert.Equal(new Change("byA", "0", "1"), Assert.Single(step.Further[1].Changes));
    }

    [Fact]
    public void There_are_as_many_states_as_regions_end_in()
    {
        var (plain, merged) = Region.Explore(Add, Add);

        Assert.Equal((16, 4), (plain.States, merged.States));
    }

    [Fact]
    public void Reports_say_that_regions_are_merged() => Assert.Equal(
        ("sc", "sc, lock regions merged"),
        (Region.Of((_, _) => { }, Add).AsSystem().Memory, Region.Merged((_, _) => { }, Add).AsSystem().Memory));

    [Fact]
    public void A_trace_of_merged_steps_replays_and_has_one_step_a_line()
    {
        var scenario = new Broken();
        var sizes = new Sizes(scenario);
        var report = new Exploration(scenario.Build(sizes)).Run();
        var text = TraceFile.Write(Recording.Record(scenario, sizes, null, report.Counterexample!));

        var read = TraceFile.Read(text);

        Assert.Equal(text, TraceFile.Write(read));
        Assert.Null(Recording.Confirm(read, [scenario]).Divergence);
        Assert.Equal(2, read.Steps.Count);
        Assert.Equal(3, read.Steps[0].Further.Count);
        Assert.Equal(2, text.Split('\n').Count(line => line.StartsWith("    {\"actor\"", StringComparison.Ordinal)));
        var other = read with { Steps = [read.Steps[0] with { Further = [.. read.Steps[0].Further.Skip(1)] }, read.Steps[1]] };
        Assert.Contains("is 4 operations, where it was 3", Recording.Confirm(other, [scenario]).Divergence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_nobody_sees_is_found()
    {
        var program = Region.Merged(
            (program, region) => program.Private(region.Flag, 0),
            async (cpu, region) =>
            {
                while (true)
                {
                    await cpu.Load(region.Flag);
                }
            });

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(("termination", ViolationKind.Livelock), (report.Violation?.Property, report.Violation?.Kind));
    }

    [Fact]
    public void Endless_choices_without_consequence_end()
    {
        var (plain, merged) = Region.Explore(
            (program, _) => program.MustProgress("never"),
            async (cpu, region) =>
            {
                while (true)
                {
                    await cpu.Choose(2);
                    await cpu.Choose(3);
                }
            });

        Assert.Equal((ViolationKind.Livelock, ViolationKind.Livelock), (plain.Violation?.Kind, merged.Violation?.Kind));
    }

    [Fact]
    public void Fairness_is_refused()
    {
        var program = Region.Merged(
            (program, region) => program.MustRecur("again", memory => memory[region.Flag] == 0, Fairness.Weak), Add);
        var ofNotes = Region.Merged((program, _) => program.MustRecur("again", "added", Fairness.Weak), Add);

        Assert.Throws<UnsupportedStateException>(() => program.AsSystem());
        Assert.Throws<UnsupportedStateException>(() => ofNotes.AsSystem());
    }

    [Fact]
    public void A_machine_that_does_not_say_that_it_has_movers_is_refused()
    {
        var program = Region.Merged((_, _) => { }, Add);

        Assert.Throws<UnsupportedStateException>(() => program.AsSystem(new Machine(new WithoutMovers())));
    }

    private static async Step Add(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        var seen = await cpu.Load(region.ByA);
        await cpu.Store(region.ByA, seen + 1);
        await Region.Release(cpu, region.A);
    }

    private static async Step AddAndClaim(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        var seen = await cpu.Load(region.ByA);
        cpu.Assert(seen == 0, "nobody has been here before");
        await cpu.Store(region.ByA, seen + 1);
        await Region.Release(cpu, region.A);
    }

    private sealed class Broken : Scenario
    {
        public override string Name => "broken";

        public override string Summary => "Two regions, one after the other.";

        public override IReadOnlyList<Parameter> Parameters => [];

        public override IReadOnlyList<string> Properties => ["assertions"];

        public override TransitionSystem Build(Sizes sizes, string? variant = null) =>
            Region.Merged((_, _) => { }, AddAndClaim, AddAndClaim).AsSystem();
    }

    private sealed class WithoutMovers : MemoryModel
    {
        public override string Name => "without movers";

        public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met) => [];

        public override void Outcomes(Turn turn, Translation? translation) => SequentialConsistency.Instance.Outcomes(turn, translation);
    }
}
