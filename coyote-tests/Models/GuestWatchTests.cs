using System.Collections.Concurrent;
using Interlock.CoyoteTests.Models.Litmus;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>What monitors and predicates can see of guests, of maintenance, and of what a vCPU may hold.</summary>
public sealed class GuestWatchTests
{
    private const ulong Guest = (1UL << 48) | (2UL << 12);
    private const ulong Host = 3UL << 12;
    private const ulong ExecuteNever = 1UL << 54;

    // Page 0 is data, page 1 a table of the last level, page 2 a guest's root, page 3 the host's root of one level.
    private static readonly PageLayout Layout = new(4, 2, 2, HostLevels: 1);

    [Fact]
    public void Every_outcome_of_a_guest_access_is_shown()
    {
        var seen = Watch(Leaf(0, write: false), async cpu =>
        {
            await cpu.WriteVttbr(Guest);
            await cpu.Isb();
            await cpu.GuestLoad(8);
            await cpu.GuestStore(0, 1);
            await cpu.GuestFetch(8);
            await cpu.GuestFetch(1UL << 12);
        }).Guests;

        var leaf = Leaf(0, write: false);
        Assert.Equal(
            new HashSet<GuestAccess>
            {
                new(GuestAccessKind.Load, 8, Guest, new Address(1), leaf, 0),
                new(GuestAccessKind.Store, 0, Guest, default, 0, GuestFault.Permission),
                new(GuestAccessKind.Fetch, 8, Guest, new Address(1), leaf, 0),
                new(GuestAccessKind.Fetch, 1UL << 12, Guest, default, 0, GuestFault.Translation),
            },
            [.. seen.Keys]);
        Assert.Equal(2, seen.Keys.Count(access => access.IsFault));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(ExecuteNever, GuestFault.Permission)]
    public void A_fetch_needs_permission_to_execute(ulong bits, ulong fault)
    {
        var seen = Watch(Leaf(0) | bits, async cpu =>
        {
            await cpu.WriteVttbr(Guest);
            await cpu.Isb();
            cpu.Assert(await cpu.GuestFetch(0) == fault, "the answer is the fault");
        }).Guests;

        Assert.Equal(fault, Assert.Single(seen.Keys).Fault);
    }

    [Fact]
    public void A_fetch_is_refused_where_nothing_is_translated()
    {
        var program = new ConcurrentProgram();
        program.Run(1, Fetch);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("has no GuestFetch", report.Error, StringComparison.Ordinal);
    }

    [Fact] // page 3 is a table of the last level for the host, and page 2 one of the first for a guest
    public void The_host_may_have_other_levels()
    {
        var seen = Watch(Leaf(0), async cpu =>
        {
            await cpu.WriteVttbr(Host);
            await cpu.Isb();
            await cpu.GuestLoad(0);
            await cpu.GuestLoad(2UL << 12);
            await cpu.WriteVttbr(Guest);
            await cpu.Isb();
            await cpu.GuestLoad(0);
        }).Guests;

        Assert.Equal(
            new HashSet<GuestAccess>
            {
                new(GuestAccessKind.Load, 0, Host, Layout.Word(1), Leaf(1), 0),
                new(GuestAccessKind.Load, 2UL << 12, Host, default, 0, GuestFault.Translation),
                new(GuestAccessKind.Load, 0, Guest, Layout.Word(0), Leaf(0), 0),
            },
            [.. seen.Keys]);
    }

    [Fact]
    public void Maintenance_is_shown_with_the_vttbr_before_and_after()
    {
        var seen = Watch(Leaf(0), async cpu =>
        {
            await cpu.WriteVttbr(Guest);
            await cpu.Isb();
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Load(new Address(0));
            await cpu.Tlbi(TlbiKind.Vmalls12e1is);
            await cpu.WriteVttbr(0);
        }).Maintenance;

        Assert.Equal(
            new HashSet<(OperationKind, ulong, ulong)>
            {
                (OperationKind.WriteVttbr, 0, Guest),
                (OperationKind.Isb, Guest, Guest),
                (OperationKind.Dsb, Guest, Guest),
                (OperationKind.Tlbi, Guest, Guest),
                (OperationKind.WriteVttbr, Guest, 0),
            },
            [.. seen.Keys]);
    }

    [Fact]
    public void A_predicate_can_judge_what_a_vcpu_may_hold()
    {
        var (program, _) = Build(Leaf(0), async cpu =>
        {
            await cpu.WriteVttbr(Guest);
            await cpu.Isb();
        });
        var machine = new StageTwoTranslation(Layout);
        program.Always("nothing-held", memory =>
        {
            var held = machine.Held(memory, 0);
            foreach (ref readonly var entry in held.Entries)
            {
                if (entry.Form == TlbForm.Combined)
                {
                    return StageTwoTranslation.Vttbr(memory, 0) >> 48 != entry.Vmid;
                }
            }

            return held.Number == 0;
        });

        var violation = new Exploration(program.AsSystem(machine)).Run().Violation;

        Assert.Equal("nothing-held", violation?.Property);
    }

    private static ulong Leaf(ulong page, bool write = true) => StageTwoLitmus.Leaf(page, write);

    private static async Step Fetch(Cpu cpu) => await cpu.GuestFetch(0);

    private static Watcher Watch(ulong leaf, Func<Cpu, Step> code)
    {
        var (program, watcher) = Build(leaf, code);
        var report = new Exploration(program.AsSystem(new StageTwoTranslation(Layout))).Run();
        Assert.True(report.Verdict == Verdict.Verified, $"{report.Error} {report.Violation?.Message}");
        return watcher;
    }

    private static (ConcurrentProgram Program, Watcher Watcher) Build(ulong leaf, Func<Cpu, Step> code)
    {
        var (program, watcher) = (new ConcurrentProgram(), new Watcher());
        foreach (var word in (ulong[])[0, 0, leaf, 0, PageLayout.AddressOf(1) | 0b11, 0, Leaf(1), 0])
        {
            program.Word("word", word);
        }

        program.Run(1, code);
        program.Watch(watcher);
        return (program, watcher);
    }

    // The tests collect what a monitor is shown; a monitor that judges keeps what it knows in the state.
    [Stateless("What it collects no code reads.")]
    private sealed class Watcher : PropertyMonitor
    {
        public ConcurrentDictionary<GuestAccess, bool> Guests { get; } = [];

        public ConcurrentDictionary<(OperationKind Kind, ulong Before, ulong After), bool> Maintenance { get; } = [];

        public override string Property => "watched";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("watched", "it objects to nothing")];

        public override bool WatchesGuests => true;

        public override bool WatchesMaintenance => true;

        public override void OnGuestAccess(Observation step, int vcpu, GuestAccess access) => Guests[access] = true;

        public override void OnMaintenance(Observation step, int vcpu, Operation operation) => Maintenance[(
            operation.Kind,
            StageTwoTranslation.Vttbr(step.MemoryBefore, vcpu),
            StageTwoTranslation.Vttbr(step.MemoryAfter, vcpu))] = true;
    }
}
