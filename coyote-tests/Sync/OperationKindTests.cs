using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Interlock.Viewer.Reports;
using Xunit;

namespace Interlock.CoyoteTests.Sync;

/// <summary>Every operation there is, wherever kinds of operations are told apart: a new one is not forgotten anywhere.</summary>
public sealed class OperationKindTests
{
    private static readonly Address Word = new(0);
    private static readonly PageLayout Layout = new(Pages: 1, Levels: 1, Entries: 2);

    public static TheoryData<OperationKind> Kinds => [.. All];

    // No code asks for it: it is how who was woken goes on.
    private static IEnumerable<OperationKind> All => Enum.GetValues<OperationKind>().Where(kind => kind != OperationKind.Woken);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_is_one_thing(OperationKind kind)
    {
        bool[] isA =
        [
            kind == OperationKind.Load, kind == OperationKind.Store, kind.IsAtomic(), kind.IsWait(), kind.IsWake(), kind.IsGuest(),
            kind.IsMaintenance(), kind is OperationKind.Fence or OperationKind.FlushCaches, kind == OperationKind.Choose,
            kind is OperationKind.WaitForEvent or OperationKind.SendEvent, kind.IsOfCount(),
        ];

        Assert.Single(isA, true);
        Assert.Equal(isA[0] || isA[1] || isA[2], kind.IsAccess());
        Assert.Equal(kind.IsAccess() || kind.IsWait() || kind.IsWake() || kind.IsOfCount(), kind.HasWord());
        Assert.Equal(kind.IsAccess() && kind is not (OperationKind.Load or OperationKind.CompareExchange), kind.AlwaysWrites());
        Assert.Equal(kind.IsAtomic() && kind is not (OperationKind.Exchange or OperationKind.CompareExchange), kind.IsFetch());
    }

    // The machine performs it, traces name it apart from all others, the viewer has a line and a mark for it, its accesses are known.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_is_known_everywhere(OperationKind kind)
    {
        var program = Sending(kind);
        program.Watch(new Hearing());
        var replay = new Replay(program.AsSystem(new StageTwoTranslation(Layout)), 0);
        replay.Take(new Choice(0, 0)); // an event, for who waits for one

        var step = replay.Take(new Choice(0, 0));

        var performed = step.Performed!;
        Assert.Equal(kind.IsAccess(), replay.Violation is not null);
        Assert.Equal(kind, performed.Operation.Kind);
        Assert.NotEqual("action", Phrases.Kind(kind));
        Assert.DoesNotContain(kind.ToString(), Phrases.Of(performed), StringComparison.Ordinal);
        Assert.Equal(kind.HasWord() ? 1 : 0, step.Accesses.Count(access => access.Name == "word" || kind.IsWake()));
        Assert.Equal(
            kind.AlwaysWrites() || kind is OperationKind.CompareExchange or OperationKind.ReadCount or OperationKind.AdvanceCount,
            step.Accesses.Any(access => access is { Name: "word", Writes: true }));
        Assert.Single(All, other => NameOf(other) == NameOf(kind));
        Assert.Equal(Verdict.Verified, new Exploration(Sending(kind).AsSystem(new StageTwoTranslation(Layout))).Run().Verdict);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Real_threads_have_a_kind_too(OperationKind kind)
    {
        if (kind.IsGuest() || kind == OperationKind.WriteVttbr)
        {
            return; // they ask for a translation, which SoftwareMmu's own tests have
        }

        var program = Sending(kind);

        var report = ThreadedRun.Start(program, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));

        Assert.True(report is { Finished: true, Violation: null }, $"{report.Violation?.Message}");
    }

    // At moduli that are powers of two and at those that are not, against what the definitions say of the whole numbers.
    [Fact]
    public void What_fetches_make_of_a_word_is_the_same_everywhere()
    {
        var random = new Random(31);
        foreach (var kind in Enum.GetValues<OperationKind>().Where(kind => kind.IsFetch()))
        {
            for (var round = 0; round < 40; round++)
            {
                var modulus = (ulong)(round % 4 == 0 ? 0 : random.Next(2, 20));
                var (initial, operand) = (Value(random, modulus), random.Next(5) == 0 ? ulong.MaxValue : (ulong)random.Next(40));
                var expected = Expected(kind, initial, operand, modulus);
                var program = new ConcurrentProgram();
                program.Word("word", initial, modulus);
                program.Run(1, cpu => Fetch(cpu, kind, operand, initial));
                program.Finally("expected", memory => memory[Word] == expected);

                var report = new Exploration(program.AsSystem()).Run();
                Assert.True(report.Verdict == Verdict.Verified, $"{kind} {initial} {operand} mod {modulus}: {report.Violation?.Message}");
                var threads = ThreadedRun.Start(program, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
                Assert.True(
                    threads is { Finished: true, Violation: null },
                    $"{kind} {initial} {operand} mod {modulus}: {threads.Violation?.Message}");
            }
        }
    }

    private static ulong Value(Random random, ulong modulus) => modulus == 0 ? (ulong)random.NextInt64() : (ulong)random.Next((int)modulus);

    private static ulong Expected(OperationKind kind, ulong held, ulong operand, ulong modulus)
    {
        var brought = modulus == 0 ? operand : operand % modulus;
        var value = kind switch
        {
            OperationKind.FetchAdd when modulus > 0 && operand == ulong.MaxValue => held == 0 ? modulus - 1 : held - 1,
            OperationKind.FetchAdd => held + operand,
            OperationKind.FetchOr => held | brought,
            OperationKind.FetchAnd => held & brought,
            OperationKind.FetchXor => held ^ brought,
            OperationKind.FetchMin => held < brought ? held : brought,
            _ => held > brought ? held : brought,
        };
        return modulus == 0 ? value : value % modulus;
    }

    private static string NameOf(OperationKind kind)
    {
        var replay = new Replay(Sending(kind).AsSystem(new StageTwoTranslation(Layout)), 0);
        replay.Take(new Choice(0, 0));
        return replay.Peek(new Choice(0, 0)).Operation;
    }

    private static ConcurrentProgram Sending(OperationKind kind)
    {
        var program = new ConcurrentProgram();
        if (kind.IsOfCount() || kind == OperationKind.WaitCount)
        {
            program.EventCount("word");
        }
        else
        {
            program.Word("word");
        }

        program.Word("another");
        program.Run(1, cpu => Send(cpu, kind));
        return program;
    }

    private static async Step Send(Cpu cpu, OperationKind kind)
    {
        await cpu.SendEvent();
        await Call(cpu, kind);
    }

    private static Access Call(Cpu cpu, OperationKind kind) => kind switch
    {
        OperationKind.Load => cpu.Load(Word),
        OperationKind.Store => cpu.Store(Word, 1),
        OperationKind.CompareExchange => cpu.CompareExchange(Word, 0, 1),
        OperationKind.Exchange => cpu.Exchange(Word, 1),
        OperationKind.FetchAdd => cpu.FetchAdd(Word, 1),
        OperationKind.FetchOr => cpu.FetchOr(Word, 1),
        OperationKind.FetchAnd => cpu.FetchAnd(Word, 1),
        OperationKind.FetchXor => cpu.FetchXor(Word, 1),
        OperationKind.FetchMin => cpu.FetchMin(Word, 1),
        OperationKind.FetchMax => cpu.FetchMax(Word, 1),
        OperationKind.Fence => cpu.Fence(),
        OperationKind.WaitForEvent => cpu.WaitForEvent(),
        OperationKind.SendEvent => cpu.SendEvent(),
        OperationKind.Wait => cpu.Wait(Word, 1),
        OperationKind.TimedWait => cpu.TimedWait(Word, 0),
        OperationKind.WakeOne => cpu.WakeOne(Word),
        OperationKind.WakeAll => cpu.WakeAll(Word),
        OperationKind.ReadCount => cpu.ReadCount(new EventCount(Word)),
        OperationKind.AdvanceCount => cpu.AdvanceCount(new EventCount(Word)),
        OperationKind.HasAdvanced => cpu.HasAdvanced(new EventCount(Word)),
        OperationKind.WaitCount => cpu.WaitCount(new EventCount(Word)),
        OperationKind.Choose => cpu.Choose(2),
        OperationKind.Tlbi => cpu.Tlbi(TlbiKind.Vmalls12e1is),
        OperationKind.Dsb => cpu.Dsb(DsbKind.Ish),
        OperationKind.Isb => cpu.Isb(),
        OperationKind.WriteVttbr => cpu.WriteVttbr(0),
        OperationKind.GuestLoad => cpu.GuestLoad(0),
        OperationKind.GuestStore => cpu.GuestStore(0, 1),
        OperationKind.GuestFetch => cpu.GuestFetch(0),
        OperationKind.FlushCaches => cpu.FlushCaches(),
        _ => throw new ArgumentOutOfRangeException(
            nameof(kind), kind, "there is a new operation: look at every place where kinds are told apart"),
    };

    private static async Step Fetch(Cpu cpu, OperationKind kind, ulong operand, ulong initial)
    {
        var held = kind switch
        {
            OperationKind.FetchAdd => await cpu.FetchAdd(Word, operand),
            OperationKind.FetchOr => await cpu.FetchOr(Word, operand),
            OperationKind.FetchAnd => await cpu.FetchAnd(Word, operand),
            OperationKind.FetchXor => await cpu.FetchXor(Word, operand),
            OperationKind.FetchMin => await cpu.FetchMin(Word, operand),
            _ => await cpu.FetchMax(Word, operand),
        };
        cpu.Assert(held == initial, "it answers what the word held");
    }

    // Sees every access of the word, whatever its kind.
    private sealed class Hearing : PropertyMonitor
    {
        public override string Property => "heard";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("heard", "it objects to nothing")];

        public override IReadOnlyList<Address> Watched => [Word];

        public override void OnAccess(Observation step, int vcpu, Operation operation) => step.Violate("heard");
    }
}
