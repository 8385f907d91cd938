using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Idealized;

/// <summary>
/// A state of an idealized platform under a hypervisor, after Barthe, Betarte, Campo and Luna's VirtualCert (FM 2011, CSF 2012, TYPES
/// 2013): one processor, guest operating systems that own machine pages, and page tables between the two.
/// </summary>
/// <param name="Active">The OS that has the processor, or whose request the hypervisor is at.</param>
/// <param name="Mode">The processor's mode.</param>
/// <param name="IsWaiting">Whether the active OS waits for the hypervisor, which runs instead.</param>
/// <param name="Oses">Every OS.</param>
/// <param name="Maps">The hypervisor's map: per OS and physical page the machine page, or <see cref="Page.None"/>.</param>
/// <param name="Pages">Every machine page.</param>
/// <param name="Lines">Per virtual page what TLB and cache hold; empty if there are none.</param>
public sealed record PlatformState(
    int Active, Mode Mode, bool IsWaiting, Row<OsState> Oses, Row<Row<int>> Maps, Row<Page> Pages, Row<Line> Lines)
{
    /// <summary>The platform at boot: each OS has an empty table, OS 0 runs, and the pages that are nobody's hold something.</summary>
    public static PlatformState Boot(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var oses = Enumerable.Range(0, shape.Oses).ToList();
        return new PlatformState(
            0,
            ModeOf(0),
            false,
            Rows.Of(oses.Select(os => new OsState(0, 0, ModeOf(os), false, ActionError.None))),
            Rows.Of(oses.Select(os => Rows.Of(Enumerable.Range(0, shape.Padds)
                .Select(pa => pa == 0 ? os : Page.None)))),
            Rows.Of(Enumerable.Range(0, shape.Pages).Select(page => PageAtBoot(shape, page))),
            Rows.Repeat(Line.Empty, shape.HasCaches ? shape.Vadds : 0));
    }

    /// <summary>The machine page at a physical page of an OS; <see cref="Page.None"/> if there is none.</summary>
    public int PageAt(int os, int pa) => Maps[os][pa];

    /// <summary>The machine page of an OS's current table.</summary>
    public int RootOf(int os) => PageAt(os, Oses[os].Root);

    /// <summary>What the current table of an OS maps a virtual page to; <see cref="Page.None"/> if it does not.</summary>
    public int LinkOf(int os, int va) => RootOf(os) is var root and >= 0 ? Pages[root].LinkOf(va) : Page.None;

    /// <summary>What TLB and cache hold of a virtual page.</summary>
    public Line LineOf(int va) => va < Lines.Count ? Lines[va] : Line.Empty;

    /// <summary>The same, but for an OS.</summary>
    public PlatformState WithOs(int os, OsState changed) => this with { Oses = Oses.With(os, changed) };

    /// <summary>The same, but for a machine page.</summary>
    public PlatformState WithPage(int page, Page changed) => this with { Pages = Pages.With(page, changed) };

    /// <summary>The same, but for what is at a physical page of an OS.</summary>
    public PlatformState WithMap(int os, int pa, int page) => this with { Maps = Maps.With(os, Maps[os].With(pa, page)) };

    /// <summary>The same, but for what TLB and cache hold of a virtual page, if there are any.</summary>
    public PlatformState WithLine(int va, Line changed) => Lines.Count == 0 ? this : this with { Lines = Lines.With(va, changed) };

    /// <summary>The same, with nothing in TLB and cache.</summary>
    public PlatformState Flushed() => this with { Lines = Rows.Repeat(Line.Empty, Lines.Count) };

    /// <summary>Its values for a reader.</summary>
    public IReadOnlyList<NamedValue> Values =>
    [
        new("active", $"os{Active}, {(IsWaiting ? "waiting" : "running")}, {(Mode == Mode.User ? "usr" : "svc")}"),
        .. Oses.Values.Select((os, index) => new NamedValue($"os{index}", os.ToString())),
        .. Maps.Values.Select((map, os) => new NamedValue(
            $"map{os}", string.Join(", ", map.Values.Select((page, pa) => $"pa{pa} -> {(page == Page.None ? "-" : page)}")))),
        .. Pages.Values.Select((page, index) => new NamedValue($"page{index}", page.ToString())),
        .. Lines.Values.Select((line, va) => new NamedValue($"va{va}", line.ToString())),
    ];

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Values.Select(value => $"{value.Name}: {value.Value}"));

    private static Mode ModeOf(int os) => Shape.IsTrusted(os) ? Mode.Supervisor : Mode.User;

    private static Page PageAtBoot(Shape shape, int page) => page < shape.Oses
        ? new Page(Owner.Os(page), PageKind.Table, 0)
        : new Page(Owner.Nobody, PageKind.Bare, shape.Values - 1);
}
