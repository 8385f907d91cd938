namespace Interlock.Catalogue.ToyShootdowns;

/// <summary>The toy shoot-down's mutants and benign variants by name: what their driver does with each page.</summary>
internal static class ShootdownCandidates
{
    // Mutant: only the first CPU is asked, as by an invalidation that is not broadcast.
    private static readonly DriverStep AskFirst = new(
        "ask cpu0",
        (state, cpus) => state with { Pending = state.Pending | (cpus & ~(cpus - 1)) });

    // Benign variant: only the CPUs that hold the page are asked. No other can load it any more.
    private static readonly DriverStep AskHolders = new(
        "ask cpus that hold it",
        (state, cpus) => state with { Pending = state.Pending | (state.Cached & cpus) });

    // Benign variant: what is waited for is that nobody holds the page, acknowledged or not.
    private static readonly DriverStep AwaitTlbs = new(
        "await tlbs without it",
        (state, cpus) => (state.Cached & cpus) == 0 ? state : null);

    /// <summary>The driver that is right.</summary>
    public static IReadOnlyList<DriverStep> Shipped { get; } =
        [DriverStep.Clear, DriverStep.Ask, DriverStep.Await, DriverStep.Give];

    /// <summary>The other drivers.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<DriverStep>> All { get; } =
        new Dictionary<string, IReadOnlyList<DriverStep>>
        {
            ["shootdown-does-not-wait"] = [DriverStep.Clear, DriverStep.Ask, DriverStep.Give],
            ["shootdown-waits-for-tlbs"] = [DriverStep.Clear, DriverStep.Ask, AwaitTlbs, DriverStep.Give],
            ["shootdown-forgets-cpus"] = [DriverStep.Clear, AskFirst, DriverStep.Await, DriverStep.Give],
            ["shootdown-asks-holders"] = [DriverStep.Clear, AskHolders, DriverStep.Await, DriverStep.Give],
            ["shootdown-asks-before-clearing"] = [DriverStep.Ask, DriverStep.Clear, DriverStep.Await, DriverStep.Give],
            ["shootdown-asks-twice"] =
                [DriverStep.Ask, DriverStep.Clear, DriverStep.Ask, DriverStep.Await, DriverStep.Give],
        };
}
