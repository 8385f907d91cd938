using System.Collections.Immutable;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>
/// Random programs about translation: two levels or three, several VMIDs and roots, tables in each other and in guests'
/// hands, descriptors of all kinds, everything that a vCPU can do to them.
/// </summary>
internal static class RandomMaintenance
{
    public const int Vcpus = 2;

    private const int Pages = 6;
    private const int Longest = 7;

    private static readonly ulong[] Descriptors =
    [
        0, 0, 0, Table(1), Table(3), Table(0), Table(7), Leaf(4), Leaf(5), Leaf(1), Leaf(2), Leaf(9),
        Leaf(4) & ~(1UL << 7), Leaf(4) & ~(1UL << 10), Leaf(5) | (1UL << 54), Leaf(4) & ~0b10UL,
    ];

    // Roots in pages 0 and 2, tables of the last level in pages 1 and 3.
    private static readonly ulong[] Mapped = [Table(1), Table(3), Leaf(4), Leaf(5), Table(1), Leaf(4) & ~0b10UL, Leaf(5), Leaf(1)];

    private static readonly ulong[] Vttbrs =
        [0, Vttbr(1, 0), Vttbr(1, 0), Vttbr(1, 2), Vttbr(2, 2), Vttbr(2, 0), Vttbr(0, 2), Vttbr(3, 8)];

    /// <summary>A layout and a program for it.</summary>
    public static (PageLayout Layout, ConcurrentProgram Program) Make(Random random)
    {
        var layout = new PageLayout(Pages, 2, 2, HostLevels: random.Next(4));
        var isMapped = random.Next(2) == 0;
        var program = new ConcurrentProgram();
        for (var word = 0; word < layout.Words; word++)
        {
            program.Word(
                $"page{word / layout.Entries}[{word % layout.Entries}]",
                word >= 4 * layout.Entries ? (ulong)word : isMapped ? Mapped[word] : AnyOf(random, Descriptors));
        }

        for (var vcpu = 0; vcpu < Vcpus; vcpu++)
        {
            ImmutableArray<Instruction> code =
            [
                new(OperationKind.WriteVttbr, 0, AnyOf(random, Vttbrs)),
                .. random.Next(2) == 0 ? [] : Unmap(random, layout),
                .. Enumerable.Range(0, 1 + random.Next(Longest)).Select(_ => Any(random, layout)),
            ];
            program.Run(1, cpu => Run(cpu, code));
        }

        return (layout, program);
    }

    private static List<Instruction> Unmap(Random random, PageLayout layout) =>
    [
        new(OperationKind.Store, random.Next(4 * layout.Entries), 0),
        new(OperationKind.Dsb, 0, (ulong)DsbKind.Ish),
        new(OperationKind.Isb, 0, 0),
        new(OperationKind.Tlbi, (int)AnyOf(random, Enum.GetValues<TlbiKind>()), AnyIpa(random)),
        new(OperationKind.Dsb, 0, (ulong)DsbKind.Ish),
        new(OperationKind.Isb, 0, 0),
    ];

    private static ulong Table(ulong page) => PageLayout.AddressOf(page) | 0b11;

    private static ulong Leaf(ulong page) => StageTwoLitmus.Leaf(page);

    private static ulong Vttbr(ulong vmid, ulong root) => (vmid << 48) | PageLayout.AddressOf(root);

    private static T AnyOf<T>(Random random, T[] all) => all[random.Next(all.Length)];

    private static Instruction Any(Random random, PageLayout layout) => random.Next(16) switch
    {
        < 3 => new(OperationKind.Store, random.Next(layout.Words), AnyOf(random, Descriptors)),
        < 5 => new(OperationKind.WriteVttbr, 0, AnyOf(random, Vttbrs)),
        < 7 => new(OperationKind.Isb, 0, 0),
        < 10 => new(OperationKind.Dsb, 0, (ulong)AnyOf(random, [DsbKind.Ish, DsbKind.Ish, DsbKind.Ishst, DsbKind.Nsh])),
        < 13 => new(OperationKind.Tlbi, (int)AnyOf(random, Enum.GetValues<TlbiKind>()), AnyIpa(random)),
        13 => new(OperationKind.GuestLoad, 0, AnyIpa(random)),
        14 => new(OperationKind.GuestFetch, 0, AnyIpa(random)),
        _ => new(OperationKind.GuestStore, AnyOf(random, [0, 1 << 12, 2 << 12]), AnyOf(random, Descriptors)),
    };

    private static ulong AnyIpa(Random random) => PageLayout.AddressOf((ulong)random.Next(5)) + (ulong)(8 * random.Next(3));

    private static async Step Run(Cpu cpu, ImmutableArray<Instruction> code)
    {
        for (var index = 0; index < code.Length; index++)
        {
            var (kind, first, second) = code[index];
            switch (kind)
            {
                case OperationKind.Store:
                    await cpu.Store(new Address(first), second);
                    break;
                case OperationKind.WriteVttbr:
                    await cpu.WriteVttbr(second);
                    break;
                case OperationKind.Isb:
                    await cpu.Isb();
                    break;
                case OperationKind.Dsb:
                    await cpu.Dsb((DsbKind)second);
                    break;
                case OperationKind.Tlbi:
                    await cpu.Tlbi((TlbiKind)first, second);
                    break;
                case OperationKind.GuestLoad:
                    cpu.Note("read", await cpu.GuestLoad(second));
                    break;
                case OperationKind.GuestFetch:
                    await cpu.GuestFetch(second);
                    break;
                default:
                    await cpu.GuestStore((ulong)first, second);
                    break;
            }
        }
    }

    private readonly record struct Instruction(OperationKind Kind, int First, ulong Second);
}
