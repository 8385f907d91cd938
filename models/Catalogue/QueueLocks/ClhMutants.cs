using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>The CLH lock's mutants and benign variants: each makes a lock of the tail, the nodes and the vCPUs' own words.</summary>
internal static class ClhMutants
{
    public static IReadOnlyList<SeededBug<Func<Address, Address, Address, ILock>>> All { get; } =
    [
        new(
            "clh-exchange-acquire-only",
            "mutual-exclusion",
            "S-01, L-11 (seL4 fe1278326: the exchange that publishes a node does not release)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            (tail, nodes, own) => new OrderedClhLock(tail, nodes, own, MemoryOrder.Acquire, MemoryOrder.Relaxed),
            new(
                "clh-exchange-after-fence",
                (tail, nodes, own) => new OrderedClhLock(tail, nodes, own, MemoryOrder.Acquire, MemoryOrder.Release),
                "A release fence orders the node's mark before the exchange."))
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
        new(
            "ipi-stall-without-barrier",
            "no-lost-update",
            "S-03 (seL4 04b11f04b: an interrupt's callback waits for the lock without a barrier)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            (tail, nodes, own) => new StallsInCallback(tail, nodes, own, MemoryOrder.Relaxed),
            new(
                "ipi-stall-with-barrier",
                (tail, nodes, own) => new StallsInCallback(tail, nodes, own, MemoryOrder.Acquire),
                "An acquire fence after the callback's loop orders the critical section after it."))
        {
            HiddenUnder = ["tso"],
        },
    ];
}
