using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>What is not explored under weak memory is refused in a sentence, not explored under another model.</summary>
public sealed class RefusalTests
{
    private static readonly Address Word = new(0);
    private static readonly MemoryModel Tso = MemoryModels.Tso();

    [Fact]
    public void Translation_is() => Refused(
        () => Program().AsSystem(new Machine(Tso, new StageTwoTranslation(new PageLayout(Pages: 1, Levels: 1, Entries: 2)))), "translation");

    [Fact]
    public void Merged_lock_regions_are() => Refused(
        () =>
        {
            var program = Program();
            program.MergeLockRegions();
            return program.AsSystem(new Machine(Tso));
        },
        "merging of lock regions");

    [Fact]
    public void A_lock_discipline_is() => Refused(
        () =>
        {
            var program = Program();
            program.Lock(Word);
            return program.AsSystem(new Machine(Tso));
        },
        "lock discipline");

    [Fact]
    public void Pairs_of_executions_are() => Refused(() => Program().AsTwoLanes(new Bystander(), new Machine(Tso)), "pairs of executions");

    [Fact]
    public void An_operation_that_is_dropped_is() => Refused(
        () =>
        {
            var program = Program();
            program.Drop(new Site("/_/file", 1));
            return program.AsSystem(new Machine(Tso));
        },
        "dropped");

    [Fact]
    public void Liveness_is_on_Armv8_and_not_on_x86()
    {
        ConcurrentProgram Fair()
        {
            var program = Program();
            program.MustRecur("again", memory => memory[Word] == 0, Fairness.Weak);
            return program;
        }

        Refused(() => Fair().AsSystem(new Machine(MemoryModels.Armv8())), "liveness under fairness");
        Assert.NotNull(Fair().AsSystem(new Machine(Tso)));
    }

    [Fact]
    public void Event_counts_are()
    {
        var program = new ConcurrentProgram();
        var count = program.EventCount("count");
        program.Run(1, async cpu => await cpu.AdvanceCount(count));

        var report = new Exploration(program.AsSystem(new Machine(Tso))).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("event counts are explored under sequential consistency only", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_models_at_once_are()
    {
        var scenario = ScenarioList.Find("mutex");

        var refusal = Assert.Throws<ArgumentException>(() => new Sizes(scenario, new Dictionary<string, int> { ["tso"] = 1, ["armv8-lse"] = 1 }));

        Assert.Contains("one memory model at a time", refusal.Message, StringComparison.Ordinal);
    }

    // A store that only the buffer of its vCPU has is not lost: the memory at the end has it, and code ends only then.
    [Fact]
    public void The_end_is_when_buffers_are_empty_too()
    {
        var program = Program();
        program.Finally("stored", memory => memory[Word] == 1);

        var report = new Exploration(program.AsSystem(new Machine(Tso))).Run();
        Assert.True(report.Verdict == Verdict.Verified, report.Error);
    }

    private static ConcurrentProgram Program()
    {
        var program = new ConcurrentProgram();
        program.Word("word");
        program.Word("other");
        program.Run(2, async cpu => await cpu.Store(Word, 1, MemoryOrder.Release));
        return program;
    }

    private static void Refused(Func<object> build, string what)
    {
        var refusal = Assert.Throws<UnsupportedStateException>(build);
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("sequential", refusal.Message, StringComparison.Ordinal);
    }
}
