using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Combined;

/// <summary>The two named words of a <see cref="MixedProgram"/> are alike, and so are vCPUs that run the same code.</summary>
internal class MixedSymmetry : Symmetry
{
    [Stateless("Filled while it is made.")]
    private readonly (bool Swaps, int[] Vcpus)[] renamings;

    public MixedSymmetry(int vcpus, bool exchangesVcpus)
    {
        var orders = exchangesVcpus ? Orders([.. Enumerable.Range(0, vcpus)]).ToList() : [[.. Enumerable.Range(0, vcpus)]];
        renamings = [.. orders.SelectMany(order => new[] { (false, order), (true, order) })];
    }

    public override int Count => renamings.Length;

    public override IReadOnlyList<int> Words { get; } =
        [
            MixedProgram.LockA, MixedProgram.LockB, MixedProgram.Named, MixedProgram.Named + 1, MixedProgram.Name, MixedProgram.Words,
            MixedProgram.Words + 1,
        ];

    public override string Text(int renaming) =>
        $"words {(renamings[renaming].Swaps ? "swapped" : "kept")}, vcpus {string.Join(' ', renamings[renaming].Vcpus)}";

    public override int VcpuOf(int renaming, int vcpu) => renamings[renaming].Vcpus[vcpu];

    public override Address WordOf(int renaming, Address word) =>
        renamings[renaming].Swaps && word.Index is MixedProgram.Named or MixedProgram.Named + 1
        ? new Address(Swapped(word.Index, renaming))
        : word;

    public override ulong Answer(int renaming, Operation operation, ulong result)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Kind switch
        {
            OperationKind.Choose when Picks.Is(operation) => renamings[renaming].Swaps ? 1 - result : result,
            OperationKind.Load when operation.Address.Index == MixedProgram.Name => NameOf(renaming, result),
            OperationKind.CompareExchange when operation.Address.Index is MixedProgram.LockA or MixedProgram.LockB =>
                HolderOf(renaming, result),
            _ => result,
        };
    }

    public override bool Admits(ReadOnlySpan<ulong> state) => true;

    public override ulong Image(int renaming, ReadOnlySpan<ulong> state, int word) => word switch
    {
        MixedProgram.Named or MixedProgram.Named + 1 => state[Swapped(word, renaming)],
        MixedProgram.Name => NameOf(renaming, state[word]),
        MixedProgram.LockA or MixedProgram.LockB => HolderOf(renaming, state[word]),
        _ => MaskOf(renaming, state[word]),
    };

    private int Swapped(int word, int renaming) => renamings[renaming].Swaps ? (2 * MixedProgram.Named) + 1 - word : word;

    private ulong NameOf(int renaming, ulong name) => name == 0 || !renamings[renaming].Swaps ? name : 3 - name;

    private ulong HolderOf(int renaming, ulong holder) => holder == 0 || holder > (ulong)renamings[renaming].Vcpus.Length
        ? holder
        : (ulong)renamings[renaming].Vcpus[(int)holder - 1] + 1;

    private ulong MaskOf(int renaming, ulong mask)
    {
        var image = 0UL;
        for (var vcpu = 0; vcpu < renamings[renaming].Vcpus.Length; vcpu++)
        {
            image |= ((mask >> vcpu) & 1) << renamings[renaming].Vcpus[vcpu];
        }

        return image;
    }

    private static IEnumerable<int[]> Orders(int[] of) => of.Length == 0
        ? [[]]
        : of.SelectMany((first, at) => Orders([.. of[..at], .. of[(at + 1)..]]).Select(rest => (int[])[first, .. rest]));
}
