using System.Collections.Immutable;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;
using static Interlock.CoyoteTests.Models.Litmus.StageTwoLitmus;
using Instruction = Interlock.CoyoteTests.Models.Litmus.NaiveVcpu.Instruction;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>A vCPU that changes its own tables and VTTBR_EL2 has exactly the outcomes that explicit events admit.</summary>
public sealed class VcpuReferenceTests
{
    private const int Programs = 1000;
    private const int Longest = 8;

    private static readonly Instruction[] Alphabet =
    [
        Store(0, 0), Store(0, 0), Store(0, (int)NewPage), Store(0, (int)OldPage), Store(1, (int)NewPage), Store(1, 0),
        Vttbr(0), Vttbr(1), Vttbr(1), Vttbr(2), Vttbr(3),
        new(OperationKind.Isb, 0, 0), new(OperationKind.Isb, 0, 0), new(OperationKind.Isb, 0, 0),
        Dsb(DsbKind.Ish), Dsb(DsbKind.Ish), Dsb(DsbKind.Ish), Dsb(DsbKind.Ishst), Dsb(DsbKind.Nsh),
        Tlbi(TlbiKind.Ipas2e1is), Tlbi(TlbiKind.Vmalle1is), Tlbi(TlbiKind.Vmalls12e1is), Tlbi(TlbiKind.Vmalls12e1is),
        Tlbi(TlbiKind.Alle1is), Tlbi(TlbiKind.Vmalls12e1),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Random_changes_of_tables_have_the_same_outcomes(bool ets)
    {
        var random = new Random(20261121);
        var differing = 0;
        for (var round = 0; round < Programs; round++)
        {
            var program = ImmutableArray.CreateRange(
                Enumerable.Range(0, 1 + random.Next(Longest)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var expected = NaiveVcpu.Outcomes(program, (int)OldPage, ets).Select(Name).Order(StringComparer.Ordinal).ToList();

            var found = Alone((cpu, places) => Run(cpu, places, program), ets);

            Assert.True(
                expected.SequenceEqual(found),
                $"{string.Join("; ", program)}: {string.Join(",", found)}, where hardware can do {string.Join(",", expected)}");
            differing += expected.Count == 3 ? 0 : 1;
        }

        Assert.True(differing > 10, "the programs did not tell outcomes apart");
    }

    private static Instruction Store(int root, int page) => new(OperationKind.Store, root, page);

    private static Instruction Vttbr(int regime) => new(OperationKind.WriteVttbr, regime, 0);

    private static Instruction Dsb(DsbKind kind) => new(OperationKind.Dsb, (int)kind, 0);

    private static Instruction Tlbi(TlbiKind kind) => new(OperationKind.Tlbi, (int)kind, 0);

    private static string Name(ulong page) => page switch
    {
        0 => Fault,
        OldPage => "7",
        NewPage => "9",
        _ => throw new ArgumentOutOfRangeException(nameof(page)),
    };

    private static ulong Value(int regime) => NaiveVcpu.Regimes[regime] is var (vmid, root) && vmid == 0
        ? 0
        : ((ulong)vmid << 48) | PageLayout.AddressOf((ulong)root);

    private static async Step Run(Cpu cpu, Places places, ImmutableArray<Instruction> program)
    {
        for (var index = 0; index < program.Length; index++)
        {
            var (kind, first, page) = program[index];
            switch (kind)
            {
                case OperationKind.Store:
                    await cpu.Store(first == 0 ? places.Root : places.OtherRoot, page == 0 ? 0 : Leaf((ulong)page));
                    break;
                case OperationKind.WriteVttbr:
                    await cpu.WriteVttbr(Value(first));
                    break;
                case OperationKind.Isb:
                    await cpu.Isb();
                    break;
                case OperationKind.Dsb:
                    await cpu.Dsb((DsbKind)first);
                    break;
                default:
                    await cpu.Tlbi((TlbiKind)first, X);
                    break;
            }
        }
    }
}
