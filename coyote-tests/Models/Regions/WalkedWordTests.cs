using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Regions;

/// <summary>Words that table walkers and guests reach, and monitors that watch within regions.</summary>
public sealed class WalkedWordTests
{
    private const ulong Table = 1;
    private const ulong LeafOfTable = 0x4C3; // of page 0: readable, writable, accessed
    private const ulong LeafOfData = 0x14C3; // of page 1

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_guest_that_reaches_a_table_is_found(bool merged) => Assert.Equal(
        ("lock-discipline", "the guest on vcpu1 reaches 'w0', which the engine keeps to itself"),
        Explore(merged, LeafOfTable));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_guest_may_reach_what_is_no_table_now(bool merged) =>
        Assert.Equal(("guest saw 1", "guest saw 1"), Explore(merged, LeafOfData));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_walk_may_come_between_two_stores_under_a_lock(bool merged)
    {
        var program = new ConcurrentProgram();
        var entry = program.Word("w0", LeafOfData);
        program.Word("w1");
        program.Word("w2");
        program.Word("w3");
        var lockWord = program.Word("lock");
        program.Lock(lockWord);
        program.GuardWalked(entry, lockWord);
        program.Run(1, cpu => BreakAndMake(cpu, lockWord, entry));
        program.Run(1, UseWithoutFault);
        if (merged)
        {
            program.MergeLockRegions();
        }

        var report = new Exploration(program.AsSystem(new StageTwoTranslation(new PageLayout(2, 1, 2)))).Run();

        Assert.Equal("assertions", report.Violation?.Property);
    }

    [Fact]
    public void A_decider_that_is_written_and_written_back_is_seen_in_between()
    {
        var merged = Decide(merge: true);
        var plain = Decide(merge: false);

        Assert.Equal(("lock-discipline", "lock-discipline"), (plain.Violation?.Property, merged.Violation?.Property));
        Assert.IsType<UndisciplinedAccess>(plain.Violation!.Evidence);
        Assert.IsType<UndisciplinedAccess>(merged.Violation!.Evidence);
    }

    [Fact]
    public void A_monitor_that_promises_to_commute_does_not_split_regions()
    {
        Assert.Equal((4, 4), (States(new Idle()), States(new Counts(true))));
        Assert.True(States(new Counts(false)) > 4);
        static long States(PropertyMonitor monitor)
        {
            var program = Region.Merged((program, _) => program.Watch(monitor), Add, Add);
            var report = new Exploration(program.AsSystem()).Run();
            Assert.Equal(Verdict.Verified, report.Verdict);
            return report.States;
        }
    }

    private static (string? Property, string? Message) Explore(bool merged, ulong leaf)
    {
        var program = new ConcurrentProgram();
        for (var word = 0; word < 4; word++)
        {
            program.Word($"w{word}");
        }

        var (lockWord, isTable) = (program.Word("lock"), program.Word("isTable", Table));
        program.Lock(lockWord);
        program.Guard(isTable, lockWord);
        program.GuardWalked(new Address(0), lockWord);
        program.GuardWalkedWhile(new Address(2), isTable, value => value == Table, lockWord);
        program.Run(1, cpu => Map(cpu, lockWord, isTable, leaf));
        program.Run(1, Use);
        if (merged)
        {
            program.MergeLockRegions();
        }

        var violation = new Exploration(program.AsSystem(new StageTwoTranslation(new PageLayout(2, 1, 2)))).Run().Violation;
        return violation?.Property == "assertions" ? ("guest saw 1", "guest saw 1") : (violation?.Property, violation?.Message);
    }

    private static Report Decide(bool merge)
    {
        var program = new ConcurrentProgram();
        var (lockWord, isTable, word) = (program.Word("lock"), program.Word("isTable"), program.Word("word"));
        program.Lock(lockWord);
        program.Guard(isTable, lockWord);
        program.GuardWalkedWhile(word, isTable, value => value == Table, lockWord);
        program.Run(1, cpu => ThereAndBack(cpu, lockWord, isTable));
        program.Run(1, cpu => Write(cpu, word));
        if (merge)
        {
            program.MergeLockRegions();
        }

        return new Exploration(program.AsSystem()).Run();
    }

    private static async Step ThereAndBack(Cpu cpu, Address lockWord, Address isTable)
    {
        await new SpecificationLock(lockWord).Acquire(cpu);
        await cpu.Store(isTable, Table);
        await cpu.Store(isTable, 0);
        await new SpecificationLock(lockWord).Release(cpu, 0);
    }

    private static async Step BreakAndMake(Cpu cpu, Address lockWord, Address entry)
    {
        await new SpecificationLock(lockWord).Acquire(cpu);
        await cpu.Store(entry, 0);
        await cpu.Store(entry, LeafOfData);
        await new SpecificationLock(lockWord).Release(cpu, 0);
    }

    private static async Step UseWithoutFault(Cpu cpu)
    {
        await cpu.WriteVttbr(1UL << 48);
        await cpu.Isb();
        cpu.Assert(!GuestFault.Is(await cpu.GuestLoad(0)), "the page is mapped");
    }

    private static async Step Map(Cpu cpu, Address lockWord, Address isTable, ulong leaf)
    {
        await new SpecificationLock(lockWord).Acquire(cpu);
        await cpu.Store(new Address(2), 1);
        await cpu.Store(isTable, 0);
        await cpu.Store(new Address(0), leaf);
        await new SpecificationLock(lockWord).Release(cpu, 0);
    }

    private static async Step Write(Cpu cpu, Address word) => await cpu.Store(word, 1);

    private static async Step Use(Cpu cpu)
    {
        await cpu.WriteVttbr(1UL << 48);
        await cpu.Isb();
        cpu.Assert(await cpu.GuestLoad(0) != 1, "it does not see the data");
    }

    private static async Step Add(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        await cpu.FetchAdd(region.ByA, 1);
        await Region.Release(cpu, region.A);
    }

    private sealed class Idle : PropertyMonitor
    {
        public override string Property => "idle";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("idle", "it objects to nothing")];
    }

    /// <summary>Counts accesses to the word that the first lock guards, under that lock alone.</summary>
    private sealed class Counts(bool commutes) : PropertyMonitor
    {
        public override string Property => "counted";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("counted", "it objects to nothing")];

        public override int StateWords => 1;

        public override IReadOnlyList<Address> Watched { get; } = [new Address(2), new Address(0)];

        public override bool CommutesUnderLocks => commutes;

        public override void OnAccess(Observation step, int vcpu, Operation operation) => step[0] = step.Read(new Address(2));
    }
}
