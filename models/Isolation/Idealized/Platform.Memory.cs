namespace Interlock.Isolation.Idealized;

/// <content>What the actions do that reach memory, map it, or give it away.</content>
internal partial class Platform
{
    /// <summary>An OS gets what is at a virtual page into its register.</summary>
    protected virtual PlatformState Read(PlatformState state, int os, int va)
    {
        var page = Translate(state, va);
        var value = state.LineOf(va).Value is var cached and >= 0 ? cached : state.Pages[page].Content;
        return state.WithOs(os, state.Oses[os] with { Register = value }).WithLine(va, new Line(page, value));
    }

    /// <summary>The active OS writes through the cache, and synonyms of the virtual page leave it.</summary>
    protected virtual PlatformState Write(PlatformState state, int va, int value)
    {
        var page = Translate(state, va);
        var next = state.WithPage(page, state.Pages[page] with { Content = value });
        for (var other = 0; other < state.Lines.Count; other++)
        {
            next = next.LineOf(other).Page == page ? next.WithLine(other, Line.Empty) : next;
        }

        return next.WithLine(va, new Line(page, value));
    }

    /// <summary>A virtual page is mapped in the current table, and what TLB and cache held of it goes.</summary>
    protected virtual PlatformState Map(PlatformState state, int os, int va, int page)
    {
        var root = state.RootOf(os);
        return state.WithPage(root, state.Pages[root].With(va, page)).WithLine(va, Line.Empty);
    }

    /// <summary>A virtual page is taken out of the current table, and what TLB and cache held of it goes.</summary>
    protected virtual PlatformState Unmap(PlatformState state, int os, int va) => Map(state, os, va, Page.None);

    /// <summary>Another table is current, and TLB and cache are flushed.</summary>
    protected virtual PlatformState SwitchTable(PlatformState state, int os, int pa) =>
        state.WithOs(os, state.Oses[os] with { Root = pa }).Flushed();

    /// <summary>A bare page becomes a table without links, or data: what is in it then is the OS's own.</summary>
    protected virtual PlatformState Pin(PlatformState state, int os, int pa, PageKind kind)
    {
        var page = state.PageAt(os, pa);
        return state.WithPage(
            page, state.Pages[page] with { Kind = kind, Content = kind == PageKind.Table ? 0 : state.Pages[page].Content });
    }

    /// <summary>A page becomes bare; of a table nothing is left.</summary>
    protected virtual PlatformState Unpin(PlatformState state, int os, int pa)
    {
        var page = state.PageAt(os, pa);
        var was = state.Pages[page];
        return state.WithPage(page, was with { Kind = PageKind.Bare, Content = was.Kind == PageKind.Table ? 0 : was.Content });
    }

    /// <summary>A page that is nobody's is cleared, and belongs to an OS, bare.</summary>
    protected virtual PlatformState Assign(PlatformState state, int os, int pa, int page) =>
        state.WithPage(page, new Page(Owner.Os(os), PageKind.Bare, 0)).WithMap(os, pa, page);

    /// <summary>A bare page is nobody's. What is in it stays until somebody gets it.</summary>
    protected virtual PlatformState Release(PlatformState state, int os, int pa)
    {
        var page = state.PageAt(os, pa);
        return state.WithPage(page, state.Pages[page] with { Owner = Owner.Nobody }).WithMap(os, pa, Page.None);
    }

    /// <summary>A page of the hypervisor's is nobody's. What is in it stays until somebody gets it.</summary>
    protected virtual PlatformState Discard(PlatformState state, int page) =>
        state.WithPage(page, new Page(Owner.Nobody, PageKind.Bare, state.Pages[page].Content));

    /// <summary>Why a page cannot become bare: something translates by it or to it.</summary>
    protected virtual ActionError DecodeUnpin(PlatformState state, int os, int pa)
    {
        if (state.PageAt(os, pa) is not (var page and >= 0))
        {
            return ActionError.NotMapped;
        }

        return state.Pages[page].Kind == PageKind.Bare || state.Oses[os].Root == pa
            || state.Maps[os].Values.Any(other => other >= 0 && state.Pages[other].Links(page))
            ? ActionError.WrongPage
            : ActionError.None;
    }

    /// <summary>Why a page cannot be given: somebody has it, or something is at the address. The hypervisor does not try.</summary>
    protected virtual ActionError DecodeAssign(PlatformState state, int os, int pa, int page) =>
        state.Pages[page].Owner != Owner.Nobody || state.PageAt(os, pa) >= 0 ? ActionError.NotNow : ActionError.None;
}
