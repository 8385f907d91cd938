using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Reductions.Symmetries;

/// <summary>
/// The image of suspended code under a permutation of names. Code can hold only names that were results of its operations. So the image
/// is computed by running the code from its start, on the permuted vCPU and with permuted results: it reaches the continuation that it
/// would have reached under the permuted names. The first path to the continuation is used; another path leads to the same code with the
/// same locals, before and after the permutation. At every step the code must request the same operation, up to names. Code that
/// iterates over names in their order does not, and has no image while it does so and while it remembers how far it came.
/// </summary>
/// <param name="symmetry">The permutations.</param>
/// <param name="locals">The program's continuations.</param>
/// <param name="begin">The effect of a vCPU's code up to its first operation.</param>
internal sealed class RenamedCode(Symmetry symmetry, LocalStates locals, Func<int, LocalStep> begin)
{
    private readonly LocalState none = new(uint.MaxValue, Continuation.Finished);

    /// <summary>A continuation by its number.</summary>
    public LocalState this[ulong id] => locals[id];

    /// <summary>The image of a vCPU's code under a permutation; null if it has none.</summary>
    /// <param name="local">The continuation.</param>
    /// <param name="renaming">The index of the permutation.</param>
    /// <param name="vcpu">The vCPU before the permutation.</param>
    public LocalState? Of(LocalState local, int renaming, int vcpu)
    {
        var image = renaming == 0 ? local : local.Images?[renaming] ?? Learn(local, renaming, vcpu);
        return image == none ? null : image;
    }

    private LocalState Learn(LocalState local, int renaming, int vcpu)
    {
        var way = new Stack<LocalState>();
        for (var last = local; last.Images?[renaming] is null; last = last.Origin.Value.From)
        {
            way.Push(last);
            if (last.Origin is null)
            {
                break;
            }
        }

        while (way.TryPop(out var next))
        {
            var image = next.Origin is { } origin
                ? next.Pending?.Kind == OperationKind.Woken
                    ? Woken(origin.From.Images![renaming]!)
                    : After(origin.From, origin.From.Images![renaming]!, renaming, origin.Result)
                : begin(symmetry.VcpuOf(renaming, vcpu)).Next;
            next.Remember(renaming, symmetry.Count, AsksForSame(next, image, renaming) ? image : none);
        }

        return local.Images![renaming]!;
    }

    private LocalState After(LocalState from, LocalState image, int renaming, ulong result)
    {
        if (image == none)
        {
            return none;
        }

        var answer = symmetry.Answer(renaming, from.Pending!, result);
        return (image.After(answer) ?? locals.Resume(image, answer)).Next;
    }

    private LocalState Woken(LocalState image) => image == none ? none : (image.WhenWoken ?? locals.Wake(image)).Next;

    private bool AsksForSame(LocalState local, LocalState image, int renaming) => image != none
        && (local.Pending is { } one
            ? image.Pending is { } other && one.Kind == other.Kind && one.Site == other.Site
                && (!one.Kind.HasWord() || symmetry.WordOf(renaming, one.Address) == other.Address)
            : image.Pending is null);
}
