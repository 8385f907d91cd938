using Interlock.Isolation.Idealized;

namespace Interlock.Catalogue.Idealized;

/// <summary>Mutant: the hypervisor gives a page without looking whose it is (P-12: a donation whose owner is not checked).</summary>
internal sealed class AssignsUnchecked(Shape shape) : Platform(shape)
{
    protected override ActionError DecodeAssign(PlatformState state, int os, int pa, int page) =>
        state.PageAt(os, pa) >= 0 ? ActionError.NotNow : ActionError.None;
}

/// <summary>Benign variant: a page is free if nobody's map has it and it is not the hypervisor's.</summary>
internal sealed class AssignsByMaps(Shape shape) : Platform(shape)
{
    protected override ActionError DecodeAssign(PlatformState state, int os, int pa, int page) =>
        state.PageAt(os, pa) >= 0 || state.Pages[page].Owner == Owner.Hypervisor
            || state.Maps.Values.Any(map => map.Values.Contains(page))
            ? ActionError.NotNow
            : ActionError.None;
}

/// <summary>Mutant: a page that tables still link to becomes bare (B-02: freed before it is unmapped).</summary>
internal sealed class UnpinsLinked(Shape shape) : Platform(shape)
{
    protected override ActionError DecodeUnpin(PlatformState state, int os, int pa) =>
        state.PageAt(os, pa) is var page and >= 0 && state.Pages[page].Kind == PageKind.Data
            ? ActionError.None
            : base.DecodeUnpin(state, os, pa);
}

/// <summary>Benign variant: the tables of all OSes are looked at, not only those of its own.</summary>
internal sealed class UnpinsCheckingAll(Shape shape) : Platform(shape)
{
    protected override ActionError DecodeUnpin(PlatformState state, int os, int pa) =>
        base.DecodeUnpin(state, os, pa) is var error and not ActionError.None ? error
        : state.Pages.Values.Any(table => table.Links(state.PageAt(os, pa))) ? ActionError.WrongPage
        : ActionError.None;
}

/// <summary>Mutant: the TLB keeps what a table no longer says (P-05: an entry that is changed and not invalidated).</summary>
internal sealed class UnmapsKeepingTlb(Shape shape) : Platform(shape)
{
    protected override PlatformState Unmap(PlatformState state, int os, int va) => base.Unmap(state, os, va) with { Lines = state.Lines };
}

/// <summary>Benign variant: everything is flushed when a table changes. It breaks no invariant; flushing too much is allowed.</summary>
internal sealed class UnmapsFlushingAll(Shape shape) : Platform(shape)
{
    protected override PlatformState Map(PlatformState state, int os, int va, int page) => base.Map(state, os, va, page).Flushed();
}

/// <summary>Mutant: a write leaves synonyms of the page in the cache (M-06: a page that is used with stale attributes).</summary>
internal sealed class WritesKeepingSynonyms(Shape shape) : Platform(shape)
{
    protected override PlatformState Write(PlatformState state, int va, int value)
    {
        var page = Translate(state, va);
        return state.WithPage(page, state.Pages[page] with { Content = value }).WithLine(va, new Line(page, value));
    }
}

/// <summary>Benign variant: a write drops all other lines, synonyms or not.</summary>
internal sealed class WritesDroppingOthers(Shape shape) : Platform(shape)
{
    protected override PlatformState Write(PlatformState state, int va, int value)
    {
        var page = Translate(state, va);
        return state.WithPage(page, state.Pages[page] with { Content = value }).Flushed().WithLine(va, new Line(page, value));
    }
}

/// <summary>
/// Mutant: an OS's read goes to the last machine page, whatever the tables say (K-07: a translation that is not the reader's).
/// </summary>
internal sealed class ReadsUntranslated(Shape shape) : Platform(shape)
{
    protected override PlatformState Read(PlatformState state, int os, int va) =>
        state.WithOs(os, state.Oses[os] with { Register = state.Pages[Shape.Pages - 1].Content });
}

/// <summary>Benign variant: a read asks the tables, whatever TLB and cache hold.</summary>
internal sealed class ReadsByTables(Shape shape) : Platform(shape)
{
    protected override PlatformState Read(PlatformState state, int os, int va) => base.Read(state.WithLine(va, Line.Empty), os, va);
}

/// <summary>
/// Mutant: an OS's write goes to the last machine page, whatever the tables say (K-07: a translation that is not the writer's).
/// </summary>
internal sealed class WritesUntranslated(Shape shape) : Platform(shape)
{
    protected override PlatformState Write(PlatformState state, int va, int value) =>
        state.WithPage(Shape.Pages - 1, state.Pages[Shape.Pages - 1] with { Content = value });
}

/// <summary>Benign variant: a write asks the tables, whatever the TLB holds.</summary>
internal sealed class WritesByTables(Shape shape) : Platform(shape)
{
    protected override PlatformState Write(PlatformState state, int va, int value) => base.Write(state.WithLine(va, Line.Empty), va, value);
}

/// <summary>
/// Mutant: a virtual page that is to be mapped is unmapped first, also where that is refused (R-06: a change on the failing path).
/// </summary>
internal sealed class RefusesTooLate(Shape shape) : Platform(shape)
{
    protected override PlatformState Refuse(PlatformState state, IdealAction action, ActionError error) => base.Refuse(
        action.Kind == ActionKind.Map ? base.Map(state, action.Os, action.First, Page.None) : state, action, error);
}

/// <summary>Benign variant: a refused mapping makes the one anew that there was.</summary>
internal sealed class RefusesMappingAgain(Shape shape) : Platform(shape)
{
    protected override PlatformState Refuse(PlatformState state, IdealAction action, ActionError error) => base.Refuse(
        action.Kind == ActionKind.Map
            ? base.Map(state, action.Os, action.First, state.LinkOf(action.Os, action.First)) with { Lines = state.Lines }
            : state,
        action,
        error);
}

/// <summary>Mutant: with one virtual page all others are unmapped too (P-08: the wrong page). No invariant minds.</summary>
internal sealed class UnmapsAll(Shape shape) : Platform(shape)
{
    protected override PlatformState Unmap(PlatformState state, int os, int va)
    {
        for (var other = 0; other < Shape.Vadds; other++)
        {
            state = base.Unmap(state, os, other);
        }

        return state;
    }
}

/// <summary>Benign variant: the virtual page is unmapped twice.</summary>
internal sealed class UnmapsTwice(Shape shape) : Platform(shape)
{
    protected override PlatformState Unmap(PlatformState state, int os, int va) => base.Unmap(base.Unmap(state, os, va), os, va);
}

/// <summary>Mutant: a page is given with what its last owner left in it (H-14: given up and not cleared).</summary>
internal sealed class AssignsUncleaned(Shape shape) : Platform(shape)
{
    protected override PlatformState Assign(PlatformState state, int os, int pa, int page) =>
        base.Assign(state, os, pa, page) is var next
            ? next.WithPage(page, next.Pages[page] with { Content = state.Pages[page].Content })
            : state;
}

/// <summary>
/// Mutant: a page is cleared for the trusted OS only (H-14: not cleared where it is thought to be needless). That OS sees nothing of it.
/// </summary>
internal sealed class AssignsCleanedForTrusted(Shape shape) : Platform(shape)
{
    protected override PlatformState Assign(PlatformState state, int os, int pa, int page) =>
        base.Assign(state, os, pa, page) is var next && !Shape.IsTrusted(os)
            ? next.WithPage(page, next.Pages[page] with { Content = state.Pages[page].Content })
            : next;
}

/// <summary>Benign variant: pages are cleared when they are given up, too.</summary>
internal sealed class ReleasesCleaned(Shape shape) : Platform(shape)
{
    protected override PlatformState Release(PlatformState state, int os, int pa)
    {
        var (page, next) = (state.PageAt(os, pa), base.Release(state, os, pa));
        return next.WithPage(page, next.Pages[page] with { Content = 0 });
    }

    protected override PlatformState Discard(PlatformState state, int page) =>
        base.Discard(state, page) is var next ? next.WithPage(page, next.Pages[page] with { Content = 0 }) : state;
}
