using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.ToyShootdowns;

/// <summary>The toy shoot-down's seeded bugs and benign variants: what their driver does with each page.</summary>
internal static class ShootdownMutants
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

    public static IReadOnlyList<SeededBug<IReadOnlyList<DriverStep>>> All { get; } =
    [
        Found(
            "shootdown-does-not-wait",
            "M-01 (Linux eb66ae030829: the page is reachable by others before the TLB flush)",
            At(cpus: 1, pages: 1),
            [DriverStep.Clear, DriverStep.Ask, DriverStep.Give],
            new(
                "shootdown-waits-for-tlbs",
                [DriverStep.Clear, DriverStep.Ask, AwaitTlbs, DriverStep.Give],
                "Once the entry is invalid, a TLB that has lost the page cannot get it back.")),
        Found(
            "shootdown-forgets-cpus",
            "P-06 (pKVM __kvm_tlb_flush_vmid_WRONG_TLBI: local instead of broadcast)",
            At(cpus: 2, pages: 1),
            [DriverStep.Clear, AskFirst, DriverStep.Await, DriverStep.Give],
            new(
                "shootdown-asks-holders",
                [DriverStep.Clear, AskHolders, DriverStep.Await, DriverStep.Give],
                "Once the entry is invalid, a TLB that does not hold the page cannot get it.")),
        Found(
            "shootdown-asks-before-clearing",
            "P-16 (pKVM stage2_try_break_pte_MISSING_DSB: the TLBI comes before the store, and a TLB is filled in between)",
            At(cpus: 1, pages: 1),
            [DriverStep.Ask, DriverStep.Clear, DriverStep.Await, DriverStep.Give],
            new(
                "shootdown-asks-twice",
                [DriverStep.Ask, DriverStep.Clear, DriverStep.Ask, DriverStep.Await, DriverStep.Give],
                "The second time is after the entry has become invalid.")),
    ];

    private static SeededBug<IReadOnlyList<DriverStep>> Found(
        string name,
        string origin,
        Dictionary<string, int> sizes,
        IReadOnlyList<DriverStep> bug,
        BenignVariant<IReadOnlyList<DriverStep>> benign) =>
        new(name, "no-stale-translation", origin, sizes, bug, benign) { Family = Family.TlbMaintenance };

    private static Dictionary<string, int> At(int cpus, int pages) => new() { ["cpus"] = cpus, ["pages"] = pages };
}
