using System.Collections.Immutable;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;
using static Interlock.CoyoteTests.Models.Litmus.StageTwoLitmus;
using Instruction = Interlock.CoyoteTests.Models.Litmus.NaiveTlb.Instruction;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>The set of what a TLB may hold admits exactly what explicit fills, delays and deliveries admit.</summary>
public sealed class TlbReferenceTests
{
    private const int Programs = 1000;
    private const int Longest = 7;

    private static readonly Instruction[] Alphabet =
    [
        new(0, null, null), new(0, null, null), new(NewPage, null, null),
        new(null, DsbKind.Ish, null), new(null, DsbKind.Ish, null), new(null, DsbKind.Ishst, null), new(null, DsbKind.Nsh, null),
        new(null, null, TlbiKind.Ipas2e1is), new(null, null, TlbiKind.Vmalle1is), new(null, null, TlbiKind.Vmalls12e1is),
        new(null, null, TlbiKind.Alle1is), new(null, null, TlbiKind.Vmalls12e1),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Random_maintenance_has_the_same_outcomes(bool afterProgram)
    {
        var random = new Random(20261120);
        var differing = 0;
        for (var round = 0; round < Programs; round++)
        {
            var program = ImmutableArray.CreateRange(
                Enumerable.Range(0, 1 + random.Next(Longest)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var expected = NaiveTlb.Outcomes(program, OldPage, afterProgram).Select(Name).Order(StringComparer.Ordinal).ToList();

            var found = Beside((cpu, places) => Run(cpu, places, program), afterProgram);

            Assert.True(
                expected.SequenceEqual(found),
                $"{string.Join("; ", program)}: {string.Join(",", found)}, where hardware can do {string.Join(",", expected)}");
            differing += expected.Count == 3 ? 0 : 1;
        }

        Assert.True(differing > 10, "the programs did not tell outcomes apart");
    }

    private static string Name(ulong page) => page switch
    {
        0 => Fault,
        OldPage => "7",
        NewPage => "9",
        _ => throw new ArgumentOutOfRangeException(nameof(page)),
    };

    private static async Step Run(Cpu cpu, Places places, ImmutableArray<Instruction> program)
    {
        for (var index = 0; index < program.Length; index++)
        {
            var (page, dsb, tlbi) = program[index];
            if (page is { } stored)
            {
                await cpu.Store(places.Pte, stored == 0 ? 0 : Leaf(stored));
            }
            else if (dsb is { } kind)
            {
                await cpu.Dsb(kind);
            }
            else
            {
                await cpu.Tlbi(tlbi!.Value, X);
            }
        }

        await cpu.Store(places.Flag, 1);
    }
}
