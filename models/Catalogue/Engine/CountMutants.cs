using Interlock.Catalogue.Engine.Counts;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>Counts of references and of shares.</summary>
internal static class CountMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.ReferenceCounts,
            "memory-calls",
            "share-without-limit",
            "refinement",
            "P-25 (pKVM: the guard of host_share_guest_count)",
            "A page is lent more often than can be counted: one unshare could free it for all.",
            new Variation { Share = core => new SharesWithoutLimit(core) },
            NearMisses.SharesAtMost)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2, ["shares"] = 1 },
        },
        new(
            Family.ReferenceCounts,
            "memory-calls",
            "unshare-forgets-count",
            "shares-pair-up",
            "R-06 (TF-RMM 15fc44e4: a reference count that is wrong after unmapping)",
            "A mapping is gone and stays counted: the page is lent for ever.",
            new Variation { Unshare = core => new UnshareForgetsCount(core) },
            NearMisses.UnshareBreaksTwice)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
        },
        new(
            Family.ReferenceCounts,
            "map-unmap",
            "unshare-yields",
            "refinement",
            "K-03 (Linux 0c428a6a9256: the unmap yields the lock in the middle and does not look again)",
            "Two CPUs take back one mapping, and count it twice.",
            new Variation { Unshare = core => new UnshareYields(core) },
            NearMisses.UnshareBreaksTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.ReferenceCounts,
            "map-unmap",
            "share-by-stale-plan",
            "refinement",
            "R-06 (TF-RMM a773789a: the lock is taken again and what was read before is used)",
            "Two CPUs lend a page to one place, and count it twice.",
            new Variation { Share = core => new SharesByStalePlan(core) },
            NearMisses.SharesAtMost)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.ReferenceCounts,
            "lifecycle-calls",
            "load-leaks-reference",
            "counts-exact",
            "P-22 (pKVM 7d3c27b54253: the failing path leaks a pin)",
            "A load that is refused keeps a reference: the VM can never be ended.",
            new Variation { LoadVcpu = core => new LoadLeaksReference(core) },
            NearMisses.LoadsLookingTwice)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
        },
    ];
}
