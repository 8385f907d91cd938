namespace Interlock.Isolation.Idealized.Axioms;

/// <summary>
/// What an action that is permitted brings about, as a relation between the states before and after: what holds then, and that all else
/// is as it was. Written apart from <see cref="Platform"/>.
/// </summary>
internal static class After
{
    /// <summary>Whether the state after is one that the action may leave.</summary>
    public static bool Allows(PlatformState before, IdealAction action, PlatformState after)
    {
        var (os, first, second) = (action.Os, action.First, action.Second);
        return LinesAllow(before, action, after) && action.Kind switch
        {
            ActionKind.Read => Frame.Of(before, after).But(os)
                && after.Oses[os] == Answered(before, os) with { Register = before.Pages[Accessible(before, os, first)].Content },
            ActionKind.Write => Frame.Of(before, after).But(os).ButPage(Accessible(before, os, first))
                && after.Oses[os] == Answered(before, os)
                && after.Pages[Accessible(before, os, first)] == Data(os, second),
            ActionKind.Hypercall => Frame.Of(before, after).But(os).ButControl()
                && after is { IsWaiting: true, Mode: Mode.Supervisor } && after.Active == os
                && after.Oses[os] == Answered(before, os) with { Asks = true },
            ActionKind.ChangeMode => Frame.Of(before, after).But(os).ButControl()
                && after.Active == os && !after.IsWaiting && after.Mode != before.Mode
                && after.Oses[os] == Answered(before, os) with { Mode = after.Mode },
            ActionKind.Return => Frame.Of(before, after).But(os).ButControl()
                && after.Active == os && !after.IsWaiting && after.Mode == before.Oses[os].Mode
                && after.Oses[os] == before.Oses[os] with { Asks = false },
            ActionKind.Map => MapsTo(before, action, after, before.Maps[os][second]),
            ActionKind.Unmap => MapsTo(before, action, after, Page.None),
            ActionKind.SwitchTable => Frame.Of(before, after).But(os) && after.Oses[os] == Answered(before, os) with { Root = first },
            ActionKind.Pin => Becomes(before, action, after, new Page(
                Owner.Os(os), (PageKind)second, (PageKind)second == PageKind.Data ? ContentAt(before, os, first) : 0)),
            ActionKind.Unpin => Becomes(before, action, after, new Page(
                Owner.Os(os), PageKind.Bare, before.Pages[before.Maps[os][first]].Kind == PageKind.Data
                    ? ContentAt(before, os, first)
                    : 0)),
            ActionKind.Assign => Frame.Of(before, after).ButPage(second).ButMap(os)
                && after.Pages[second] == new Page(Owner.Os(os), PageKind.Bare, 0)
                && IsOnlyChange(before, after, os, first, second),
            ActionKind.Release => Frame.Of(before, after).ButPage(before.Maps[os][first]).ButMap(os)
                && after.Pages[before.Maps[os][first]] is { Kind: PageKind.Bare } page && page.Owner == Owner.Nobody
                && IsOnlyChange(before, after, os, first, Page.None),
            ActionKind.Switch => Frame.Of(before, after).ButControl()
                && after.Active == first && after.IsWaiting == before.Oses[first].Asks
                && after.Mode == (after.IsWaiting ? Mode.Supervisor : before.Oses[first].Mode),
            ActionKind.Retain => Frame.Of(before, after).ButPage(first)
                && after.Pages[first] == new Page(Owner.Hypervisor, PageKind.Data, 0),
            ActionKind.Discard => Frame.Of(before, after).ButPage(first)
                && after.Pages[first] is { Kind: PageKind.Bare } left && left.Owner == Owner.Nobody,
            ActionKind.WriteOwn => Frame.Of(before, after).ButPage(first)
                && after.Pages[first] == new Page(Owner.Hypervisor, PageKind.Data, second),
            ActionKind.Evict => Frame.Of(before, after).IsKept,
        };
    }

    // What TLB and cache hold agrees with tables and memory; nothing is left of another OS or another table, nor of what has been
    // mapped or evicted; and nothing comes in but what is accessed.
    private static bool LinesAllow(PlatformState before, IdealAction action, PlatformState after)
    {
        for (var va = 0; va < after.Lines.Count; va++)
        {
            var line = after.Lines[va];
            var mustBeEmpty = action.Kind is ActionKind.Switch or ActionKind.SwitchTable
                || (action.Kind is ActionKind.Map or ActionKind.Unmap or ActionKind.Evict && va == action.First);
            var isAccessed = action.Kind is ActionKind.Read or ActionKind.Write && va == action.First;
            if (line != Line.Empty && (mustBeEmpty || (line != before.Lines[va] && !isAccessed)
                || line.Page != Accessible(after, after.Active, va) || line.Value != after.Pages[line.Page].Content))
            {
                return false;
            }
        }

        return after.Lines.Count == before.Lines.Count;
    }

    private static bool MapsTo(PlatformState before, IdealAction action, PlatformState after, int page)
    {
        var (os, root) = (action.Os, before.Maps[action.Os][before.Oses[action.Os].Root]);
        return Frame.Of(before, after).But(os).ButPage(root)
            && after.Oses[os] == Answered(before, os)
            && after.Pages[root].Owner == Owner.Os(os) && after.Pages[root].Kind == PageKind.Table
            && Enumerable.Range(0, Page.MostVadds).All(va =>
                after.Pages[root].LinkOf(va) == (va == action.First ? page : before.Pages[root].LinkOf(va)));
    }

    private static bool Becomes(PlatformState before, IdealAction action, PlatformState after, Page page) =>
        Frame.Of(before, after).But(action.Os).ButPage(before.Maps[action.Os][action.First])
        && after.Oses[action.Os] == Answered(before, action.Os)
        && after.Pages[before.Maps[action.Os][action.First]] == page;

    private static bool IsOnlyChange(PlatformState before, PlatformState after, int os, int pa, int page) =>
        Enumerable.Range(0, before.Maps[os].Count).All(other =>
            after.Maps[os][other] == (other == pa ? page : before.Maps[os][other]));

    private static OsState Answered(PlatformState state, int os) => state.Oses[os] with { Error = ActionError.None };

    private static Page Data(int os, int value) => new(Owner.Os(os), PageKind.Data, value);

    private static int ContentAt(PlatformState state, int os, int pa) => state.Pages[state.Maps[os][pa]].Content;

    private static int Accessible(PlatformState state, int os, int va) =>
        state.Maps[os][state.Oses[os].Root] is var table and not Page.None ? state.Pages[table].LinkOf(va) : Page.None;
}
