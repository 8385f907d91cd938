namespace Interlock.Catalogue.ToyShootdowns;

/// <summary>A step of the driver on one page.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Take">What it leads to, given all CPUs' bits of the page; null while it is blocked.</param>
internal sealed record DriverStep(string Name, Func<ShootdownState, ulong, ShootdownState?> Take)
{
    /// <summary>Makes the entry invalid: nobody can load it any more.</summary>
    public static DriverStep Clear { get; } = new(
        "clear entry", (state, _) => state with { Valid = state.Valid & ~(1UL << state.Page) });

    /// <summary>Asks every CPU to invalidate.</summary>
    public static DriverStep Ask { get; } = new(
        "ask every cpu", (state, cpus) => state with { Pending = state.Pending | cpus });

    /// <summary>Waits until every CPU that was asked has invalidated.</summary>
    public static DriverStep Await { get; } = new(
        "await invalidations", (state, cpus) => (state.Pending & cpus) == 0 ? state : null);

    /// <summary>Gives the page to somebody else.</summary>
    public static DriverStep Give { get; } = new(
        "give page away", (state, _) => state with { Given = state.Given | (1UL << state.Page) });
}
