using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Idealized;

/// <summary>
/// What an OS can tell of a state. Two states in which it is the same are indistinguishable to the OS, whatever others have.
/// </summary>
/// <param name="Os">What belongs to it besides memory.</param>
/// <param name="Map">Its physical pages.</param>
/// <param name="Pages">What it owns, at its physical pages; the default where there is nothing.</param>
/// <param name="IsActive">Whether it has the processor, or the hypervisor is at its request.</param>
/// <param name="Lines">While it is active what TLB and cache hold: it can measure how long an access takes. Otherwise nothing.</param>
internal readonly record struct OsView(OsState Os, Row<int> Map, Row<Page> Pages, bool IsActive, Row<Line> Lines)
{
    private static readonly Row<Line> NoLines = Rows.Of<Line>([]);

    /// <summary>What an OS can tell of a state.</summary>
    public static OsView Of(PlatformState state, int os) => Functional(state, os) with
    {
        IsActive = state.Active == os,
        Lines = state.Active == os ? state.Lines : NoLines,
    };

    /// <summary>What an OS can tell of a state without a clock: not when it had the processor, and not how long accesses took.</summary>
    public static OsView Functional(PlatformState state, int os) => new(
        state.Oses[os],
        state.Maps[os],
        Rows.Of(state.Maps[os].Values.Select(page => page >= 0 ? state.Pages[page] : default)),
        true,
        NoLines);
}
