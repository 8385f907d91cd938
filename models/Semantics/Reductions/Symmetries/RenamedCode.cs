using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Reductions.Symmetries;

/// <summary>
/// Suspended code under other names. The names that code holds are those that its operations answered since it began. So it is
/// renamed by running it from the beginning on another vCPU, with other names for answers: it comes to where it would be had everybody
/// had those names all the time. How it first came to where it is decides; had it come another way, it would be the same
/// code with the same locals, and so it is after the renaming. On every step of the way it must ask for the same, but for names. Code
/// that goes through names in their order does not: within it, and as long as it remembers where it came to, it is not renamed.
/// </summary>
/// <param name="symmetry">What can be exchanged.</param>
/// <param name="locals">The program's continuations.</param>
/// <param name="begin">What a vCPU's code does at first.</param>
internal sealed class RenamedCode(Symmetry symmetry, LocalStates locals, Func<int, LocalStep> begin)
{
    private readonly LocalState none = new(uint.MaxValue, Continuation.Finished);

    /// <summary>A continuation by its number.</summary>
    public LocalState this[ulong id] => locals[id];

    /// <summary>A vCPU's code after a renaming; null if there is no such code.</summary>
    /// <param name="local">Where it is.</param>
    /// <param name="renaming">The renaming.</param>
    /// <param name="vcpu">Whose it is before.</param>
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
