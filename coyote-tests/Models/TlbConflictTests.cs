using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>A valid entry that gets another meaning, with and without the break that it needs, under a guest that uses it.</summary>
public sealed class TlbConflictTests
{
    private const ulong Vmid1 = 1UL << 48;
    private const ulong ReadOnly = 0b11 | (1UL << 6) | (1UL << 10);
    private const ulong ReadWrite = ReadOnly | (1UL << 7);

    // Page 0 is the table; pages 1 and 2 are memory. Entry 0 maps IPA page 0.
    private static readonly PageLayout Layout = new(Pages: 3, Levels: 1, Entries: 2);

    private static ulong Leaf(ulong page, ulong attributes) => (page << 12) | attributes;

    public static TheoryData<string, ulong, ulong, bool> Changes => new()
    {
        { "another page that can be written", Leaf(1, ReadWrite), Leaf(2, ReadWrite), true },
        { "another page, now read only", Leaf(1, ReadWrite), Leaf(2, ReadOnly), true },
        { "another page, read only before", Leaf(1, ReadOnly), Leaf(2, ReadWrite), true },
        { "another page with other contents, read only", Leaf(1, ReadOnly), Leaf(2, ReadOnly), true },
        { "other memory attributes", Leaf(1, ReadWrite), Leaf(1, ReadWrite | (0b1111UL << 2)), true },
        { "other shareability", Leaf(1, ReadWrite), Leaf(1, ReadWrite | (0b11UL << 8)), true },
        { "the contiguous bit", Leaf(1, ReadWrite), Leaf(1, ReadWrite | (1UL << 52)), true },
        { "permissions alone", Leaf(1, ReadWrite), Leaf(1, ReadOnly), false },
        { "execution alone", Leaf(1, ReadWrite), Leaf(1, ReadWrite | (1UL << 54)), false },
        { "software's bits alone", Leaf(1, ReadWrite), Leaf(1, ReadWrite | (1UL << 55)), false },
        { "nothing", Leaf(1, ReadWrite), Leaf(1, ReadWrite), false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_without_a_break_is_a_conflict_where_it_needs_one(string change, ulong before, ulong after, bool isConflict)
    {
        var report = Explore(before, cpu => Change(cpu, after));

        Assert.True(
            (isConflict ? "no-tlb-conflict" : null) == report.Violation?.Property,
            $"{change}: {report.Verdict} {report.Violation?.Message} {report.Error}");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_with_a_break_is_none(string change, ulong before, ulong after, bool isConflict)
    {
        var report = Explore(before, cpu => BreakAndMake(cpu, after, invalidates: true));

        Assert.True(
            report.Verdict == Verdict.Verified, $"{change} {isConflict}: {report.Verdict} {report.Violation?.Message} {report.Error}");
    }

    [Fact]
    public void A_break_without_an_invalidation_is_not_enough()
    {
        var report = Explore(Leaf(1, ReadWrite), cpu => BreakAndMake(cpu, Leaf(2, ReadWrite), invalidates: false));

        Assert.Equal("no-tlb-conflict", report.Violation?.Property);
        Assert.IsType<ConflictingEntries>(report.Violation!.Evidence);
        Assert.Contains("from 'table[0]'", report.Violation!.Message, StringComparison.Ordinal);
        Assert.Contains("vcpu1: the guest's access to ipa:0", report.Violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_only_pages_of_equal_contents_need_no_break()
    {
        var report = Explore(Leaf(1, ReadOnly), cpu => Change(cpu, Leaf(2, ReadOnly)), isContentEqual: true);

        Assert.Equal(Verdict.Verified, report.Verdict);
    }

    // A block of the table's first level against a table there whose entry maps the same page: the size is another.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_block_that_is_split_in_place_is_a_conflict(bool breaks)
    {
        var layout = new PageLayout(Pages: 4, Levels: 2, Entries: 2);
        var program = new ConcurrentProgram();
        for (var word = 0; word < layout.Words; word++)
        {
            program.Word(
                $"word{word}",
                word == 0 ? (ReadWrite & ~2UL) | (2UL << 12) : word == 2 ? Leaf(2, ReadWrite) : word == 3 ? Leaf(3, ReadWrite) : 0);
        }

        program.Run(1, cpu => breaks ? BreakAndMake(cpu, (1UL << 12) | 0b11, invalidates: true) : Change(cpu, (1UL << 12) | 0b11));
        program.Run(1, Use);

        var report = new Exploration(program.AsSystem(new StageTwoTranslation(layout))).Run();

        Assert.Equal(breaks ? null : "no-tlb-conflict", report.Violation?.Property);
    }

    [Fact]
    public void Code_that_handles_the_abort_is_given_it()
    {
        var answers = Verdicts(TlbConflicts.Abort, answer => answer != GuestFault.TlbConflict);
        Assert.Equal("assertions", answers.Violation?.Property);
        Assert.Contains("TLB", GuestText(answers), StringComparison.Ordinal);
        Assert.Equal(Verdict.Verified, Verdicts(TlbConflicts.Abort, answer => answer is 11 or 12 or GuestFault.TlbConflict).Verdict);
        Assert.Equal(Verdict.Verified, Verdicts(TlbConflicts.Ignored, answer => answer is 11 or 12).Verdict);
    }

    [Fact]
    public void It_is_judged_apart_from_other_properties()
    {
        var system = Program(Leaf(1, ReadWrite), cpu => Change(cpu, Leaf(2, ReadWrite)), false).AsSystem(new StageTwoTranslation(Layout));

        Assert.Equal(Verdict.Verified, new Exploration(system.JudgedBy("assertions")!).Run().Verdict);
        Assert.Equal(Verdict.Violated, new Exploration(system.JudgedBy("no-tlb-conflict")!).Run().Verdict);
    }

    private static string GuestText(Report report) => report.Violation!.Message;

    private static Report Verdicts(TlbConflicts conflicts, Func<ulong, bool> isExpected)
    {
        var program = Program(Leaf(1, ReadWrite), cpu => Change(cpu, Leaf(2, ReadWrite)), false, isExpected);
        return new Exploration(program.AsSystem(new StageTwoTranslation(Layout, conflicts: conflicts))).Run();
    }

    private static Report Explore(ulong before, Func<Cpu, Step> change, bool isContentEqual = false) =>
        new Exploration(Program(before, change, isContentEqual).AsSystem(new StageTwoTranslation(Layout))).Run();

    private static ConcurrentProgram Program(
        ulong before, Func<Cpu, Step> change, bool isContentEqual, Func<ulong, bool>? isExpected = null)
    {
        var program = new ConcurrentProgram();
        program.Word("table[0]", before);
        program.Word("table[1]");
        program.Word("one[0]", 11);
        program.Word("one[1]");
        program.Word("other[0]", isContentEqual ? 11UL : 12);
        program.Word("other[1]");
        program.Run(1, change);
        program.Run(1, isExpected is null ? Use : cpu => Check(cpu, isExpected));
        return program;
    }

    private static async Step Change(Cpu cpu, ulong after)
    {
        await cpu.Store(new Address(0), after);
        await cpu.Dsb(DsbKind.Ishst);
    }

    private static async Step BreakAndMake(Cpu cpu, ulong after, bool invalidates)
    {
        await cpu.WriteVttbr(Vmid1);
        await cpu.Isb();
        await cpu.Store(new Address(0), 0);
        await cpu.Dsb(DsbKind.Ish);
        if (invalidates)
        {
            await cpu.Tlbi(TlbiKind.Vmalls12e1is);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Isb();
        }

        await Change(cpu, after);
    }

    private static async Step Use(Cpu cpu)
    {
        await cpu.WriteVttbr(Vmid1);
        await cpu.Isb();
        for (var round = 0; round < 2; round++)
        {
            await cpu.GuestLoad(0);
        }
    }

    private static async Step Check(Cpu cpu, Func<ulong, bool> isExpected)
    {
        await cpu.WriteVttbr(Vmid1);
        await cpu.Isb();
        var answer = await cpu.GuestLoad(0);
        cpu.Assert(isExpected(answer), answer == GuestFault.TlbConflict ? "TLB conflict abort" : "something else");
    }
}
