namespace Interlock.Isolation.Idealized;

/// <summary>What holds in every state that a platform can come to.</summary>
internal static class ValidState
{
    /// <summary>Every condition, with its name.</summary>
    public static IReadOnlyList<(string Name, Func<PlatformState, bool> Holds)> All { get; } =
    [
        ("valid-mode", Mode),
        ("valid-map", Map),
        ("valid-tables", Tables),
        ("valid-caches", Caches),
    ];

    /// <summary>The conditions that a platform of a shape can break: without caches none is about them.</summary>
    public static IEnumerable<(string Name, Func<PlatformState, bool> Holds)> Of(Shape shape) =>
        All.Where(condition => shape.HasCaches || condition.Name != "valid-caches");

    /// <summary>The first condition that does not hold; null if all do.</summary>
    public static string? Broken(PlatformState state) => All.FirstOrDefault(condition => !condition.Holds(state)).Name;

    /// <summary>
    /// The hypervisor runs in supervisor mode, and exactly while the active OS has asked for something; an OS runs in its own mode, which
    /// is user mode unless it is trusted.
    /// </summary>
    public static bool Mode(PlatformState state)
    {
        var active = state.Oses[state.Active];
        for (var os = 0; os < state.Oses.Count; os++)
        {
            if (state.Oses[os].Mode == Idealized.Mode.Supervisor && !Shape.IsTrusted(os))
            {
                return false;
            }
        }

        return state.IsWaiting == active.Asks && state.Mode == (state.IsWaiting ? Idealized.Mode.Supervisor : active.Mode);
    }

    /// <summary>The hypervisor's map gives each page of an OS one physical page of that OS, and nothing else has one.</summary>
    public static bool Map(PlatformState state)
    {
        for (var page = 0; page < state.Pages.Count; page++)
        {
            var places = 0;
            for (var os = 0; os < state.Maps.Count; os++)
            {
                foreach (var mapped in state.Maps[os].Values)
                {
                    places += mapped == page ? 1 : 0;
                    if (mapped == page && state.Pages[page].Owner != Owner.Os(os))
                    {
                        return false;
                    }
                }
            }

            if (places != (state.Pages[page].Owner.IsOs ? 1 : 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The current table of an OS is a table of its own, and tables link only to data of the OS that owns the table.</summary>
    public static bool Tables(PlatformState state)
    {
        for (var os = 0; os < state.Oses.Count; os++)
        {
            if (state.RootOf(os) is not (var root and >= 0)
                || state.Pages[root].Kind != PageKind.Table || state.Pages[root].Owner != Owner.Os(os))
            {
                return false;
            }
        }

        foreach (var table in state.Pages.Values)
        {
            for (var va = 0; table.Kind == PageKind.Table && va < Page.MostVadds; va++)
            {
                if (table.LinkOf(va) is var link and >= 0
                    && (state.Pages[link].Kind != PageKind.Data || state.Pages[link].Owner != table.Owner))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>What the TLB holds is what the active OS's current table says, and what the cache holds is what is there.</summary>
    public static bool Caches(PlatformState state)
    {
        for (var va = 0; va < state.Lines.Count; va++)
        {
            var line = state.Lines[va];
            if (line != Line.Empty
                && (line.Page != state.LinkOf(state.Active, va) || line.Page < 0 || line.Value != state.Pages[line.Page].Content))
            {
                return false;
            }
        }

        return true;
    }
}
