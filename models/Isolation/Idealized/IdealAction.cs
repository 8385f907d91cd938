namespace Interlock.Isolation.Idealized;

/// <summary>An action with its arguments.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Os">The OS that does it, or for which the hypervisor does it; -1 for what the hypervisor does for itself.</param>
/// <param name="First">The virtual page, or the physical one where there is none, or the machine page where there is neither; of a switch
/// the OS.</param>
/// <param name="Second">The physical page, the kind of page, the machine page or the value.</param>
public readonly record struct IdealAction(ActionKind Kind, int Os, int First = 0, int Second = 0)
{
    /// <summary>For what the hypervisor does for itself.</summary>
    public const int NoOs = -1;

    /// <summary>Whether the OS itself does it.</summary>
    public bool IsOfOs => Kind is ActionKind.Read or ActionKind.Write or ActionKind.Hypercall or ActionKind.ChangeMode;

    /// <summary>Whether the hypervisor does it because an OS waits for it; what it decides by itself it can do at any time.</summary>
    public bool IsAskedFor => Kind is ActionKind.Return or ActionKind.Map or ActionKind.Unmap or ActionKind.SwitchTable
        or ActionKind.Pin or ActionKind.Unpin;

    /// <summary>Whether the OS is told whether it was refused, and why.</summary>
    public bool IsAnswered => (IsOfOs || IsAskedFor) && Kind != ActionKind.Return;

    /// <summary>Every action of a platform, in an order that is always the same.</summary>
    public static IReadOnlyList<IdealAction> All(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (vas, pas) = (Enumerable.Range(0, shape.Vadds).ToList(), Enumerable.Range(0, shape.Padds).ToList());
        var (pages, values) = (Enumerable.Range(0, shape.Pages).ToList(), Enumerable.Range(0, shape.Values).ToList());
        return
        [
            .. Enumerable.Range(0, shape.Oses).SelectMany(os => (IEnumerable<IdealAction>)
            [
                .. vas.Select(va => new IdealAction(ActionKind.Read, os, va)),
                .. vas.SelectMany(_ => values, (va, value) => new IdealAction(ActionKind.Write, os, va, value)),
                new IdealAction(ActionKind.Hypercall, os),
                .. Shape.IsTrusted(os) ? [new IdealAction(ActionKind.ChangeMode, os)] : Enumerable.Empty<IdealAction>(),
                new IdealAction(ActionKind.Return, os),
                .. vas.SelectMany(_ => pas, (va, pa) => new IdealAction(ActionKind.Map, os, va, pa)),
                .. vas.Select(va => new IdealAction(ActionKind.Unmap, os, va)),
                .. pas.Select(pa => new IdealAction(ActionKind.SwitchTable, os, pa)),
                .. pas.Select(pa => new IdealAction(ActionKind.Pin, os, pa, (int)PageKind.Data)),
                .. pas.Select(pa => new IdealAction(ActionKind.Pin, os, pa, (int)PageKind.Table)),
                .. pas.Select(pa => new IdealAction(ActionKind.Unpin, os, pa)),
                .. pas.SelectMany(_ => pages, (pa, page) => new IdealAction(ActionKind.Assign, os, pa, page)),
                .. pas.Select(pa => new IdealAction(ActionKind.Release, os, pa)),
                .. shape.HasCaches ? vas.Select(va => new IdealAction(ActionKind.Evict, os, va)) : [],
            ]),
            .. Enumerable.Range(0, shape.Oses).Select(os => new IdealAction(ActionKind.Switch, NoOs, os)),
            .. pages.Select(page => new IdealAction(ActionKind.Retain, NoOs, page)),
            .. pages.Select(page => new IdealAction(ActionKind.Discard, NoOs, page)),
            .. pages.SelectMany(_ => values, (page, value) => new IdealAction(ActionKind.WriteOwn, NoOs, page, value)),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ActionKind.Read => $"read va{First}",
        ActionKind.Write => $"write va{First} = {Second}",
        ActionKind.Hypercall => "hypercall",
        ActionKind.ChangeMode => "change mode",
        ActionKind.Return => $"return to os{Os}",
        ActionKind.Map => $"map va{First} of os{Os} to pa{Second}",
        ActionKind.Unmap => $"unmap va{First} of os{Os}",
        ActionKind.SwitchTable => $"switch os{Os} to table pa{First}",
        ActionKind.Pin => $"pin pa{First} of os{Os} as {((PageKind)Second == PageKind.Table ? "a table" : "data")}",
        ActionKind.Unpin => $"unpin pa{First} of os{Os}",
        ActionKind.Assign => $"assign page {Second} to os{Os} at pa{First}",
        ActionKind.Release => $"release pa{First} of os{Os}",
        ActionKind.Switch => $"switch to os{First}",
        ActionKind.Retain => $"retain page {First}",
        ActionKind.Discard => $"discard page {First}",
        ActionKind.WriteOwn => $"write page {First} = {Second}",
        ActionKind.Evict => $"evict va{First}",
    };
}
