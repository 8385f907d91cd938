namespace Interlock.Isolation.Idealized.Axioms;

/// <summary>
/// When an action is permitted, as a condition on the state alone. Written apart from <see cref="Platform"/>, from what the action is
/// for: it knows of no TLB, no cache and no order of checks.
/// </summary>
internal static class Before
{
    /// <summary>
    /// Whether whoever would issue the action has the processor; and whether the hypervisor would, where it decides by itself.
    /// </summary>
    public static bool IsTurn(PlatformState state, IdealAction action) => action.Kind switch
    {
        ActionKind.Read or ActionKind.Write or ActionKind.Hypercall => !state.IsWaiting && state.Active == action.Os,
        ActionKind.ChangeMode => !state.IsWaiting && state.Active == action.Os && Shape.IsTrusted(action.Os),
        ActionKind.Switch => state.Active != action.First,
        ActionKind.Assign => state.Maps[action.Os][action.First] == Page.None && IsFree(state, action.Second),
        ActionKind.Release => HasAt(state, action.Os, action.First, PageKind.Bare),
        ActionKind.Retain => IsFree(state, action.First),
        ActionKind.Discard or ActionKind.WriteOwn => state.Pages[action.First].Owner == Owner.Hypervisor,
        ActionKind.Evict => state.Active == action.Os && state.Lines[action.First] != Line.Empty,
        _ => state.IsWaiting && state.Active == action.Os,
    };

    /// <summary>Whether the action is permitted to whoever has the processor.</summary>
    public static bool Permits(PlatformState state, IdealAction action)
    {
        var (os, first, second) = (action.Os, action.First, action.Second);
        return action.Kind switch
        {
            ActionKind.Read or ActionKind.Write => IsAccessible(state, os, first),
            ActionKind.Map => HasAt(state, os, second, PageKind.Data),
            ActionKind.Unmap => IsAccessible(state, os, first),
            ActionKind.SwitchTable => HasAt(state, os, first, PageKind.Table),
            ActionKind.Pin => HasAt(state, os, first, PageKind.Bare),
            ActionKind.Unpin =>
                (HasAt(state, os, first, PageKind.Data) || HasAt(state, os, first, PageKind.Table)) && !IsTranslatedBy(state, os, first),
            _ => true,
        };
    }

    // A page of that kind, of the OS, is at its physical page.
    private static bool HasAt(PlatformState state, int os, int pa, PageKind kind)
    {
        var page = state.Maps[os][pa];
        return page != Page.None && state.Pages[page].Owner == Owner.Os(os) && state.Pages[page].Kind == kind;
    }

    private static bool IsAccessible(PlatformState state, int os, int va) =>
        state.Pages[state.Maps[os][state.Oses[os].Root]].LinkOf(va) != Page.None;

    private static bool IsFree(PlatformState state, int page) => state.Pages[page].Owner == Owner.Nobody;

    // The page is the OS's current table, or any table of the OS has a link to it.
    private static bool IsTranslatedBy(PlatformState state, int os, int pa)
    {
        var page = state.Maps[os][pa];
        return state.Oses[os].Root == pa || state.Pages.Values.Any(table =>
            table.Owner == Owner.Os(os) && table.Kind == PageKind.Table
            && Enumerable.Range(0, Page.MostVadds).Any(va => table.LinkOf(va) == page));
    }
}
