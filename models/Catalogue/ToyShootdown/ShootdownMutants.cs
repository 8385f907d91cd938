using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.ToyShootdowns;

/// <summary>The toy shoot-down's seeded bugs.</summary>
internal static class ShootdownMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "shootdown-does-not-wait",
            "no-stale-translation",
            "M-01 (Linux eb66ae030829: the page is reachable by others before the TLB flush)",
            At(cpus: 1, pages: 1),
            "shootdown-waits-for-tlbs",
            "Once the entry is invalid, a TLB that has lost the page cannot get it back.")
        {
            Family = Family.TlbMaintenance,
        },
        new(
            "shootdown-forgets-cpus",
            "no-stale-translation",
            "P-06 (pKVM __kvm_tlb_flush_vmid_WRONG_TLBI: local instead of broadcast)",
            At(cpus: 2, pages: 1),
            "shootdown-asks-holders",
            "Once the entry is invalid, a TLB that does not hold the page cannot get it.")
        {
            Family = Family.TlbMaintenance,
        },
        new(
            "shootdown-asks-before-clearing",
            "no-stale-translation",
            "P-16 (pKVM stage2_try_break_pte_MISSING_DSB: the TLBI comes before the store, and a TLB is filled in between)",
            At(cpus: 1, pages: 1),
            "shootdown-asks-twice",
            "The second time is after the entry has become invalid.")
        {
            Family = Family.TlbMaintenance,
        },
    ];

    private static Dictionary<string, int> At(int cpus, int pages) => new() { ["cpus"] = cpus, ["pages"] = pages };
}
