using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>The MCS lock's mutants and benign variants: each makes a lock of the tail and the nodes.</summary>
internal static class McsMutants
{
    public static IReadOnlyList<SeededBug<Func<Address, Address, ILock>>> All { get; } =
    [
        new(
            "queue-lock-publishes-relaxed",
            "progress",
            "L-08 (Linux 95bcade33a8a: a qspinlock's node is published before it is initialised)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            Ordered(MemoryOrder.Acquire, MemoryOrder.Release, beforeNext: MemoryOrder.Release),
            new(
                "queue-lock-publishes-after-fence",
                Ordered(MemoryOrder.Acquire, MemoryOrder.Release, beforePublish: MemoryOrder.Release),
                "A release fence orders the node's initialisation before the exchange."))
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
        new(
            "mcs-lock-marks-late",
            "progress",
            "L-10 (DPDK 22023fd68b0f: locked = 1 after the node is published)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-exclusives"] = 1 },
            Ordered(MemoryOrder.AcquireRelease, MemoryOrder.Relaxed),
            new(
                "mcs-lock-links-after-fence",
                Ordered(MemoryOrder.AcquireRelease, MemoryOrder.Relaxed, beforeLink: MemoryOrder.Release),
                "A release fence orders the exchange, and the mark before it, before the link."))
        {
            HiddenUnder = ["tso", "armv8-lse", "armv8-dotnet"],
        },
    ];

    private static Func<Address, Address, ILock> Ordered(
        MemoryOrder publish,
        MemoryOrder link,
        MemoryOrder beforeNext = MemoryOrder.Relaxed,
        MemoryOrder beforePublish = MemoryOrder.Relaxed,
        MemoryOrder beforeLink = MemoryOrder.Relaxed) =>
        (tail, nodes) => new OrderedMcsLock(tail, nodes, publish, link, beforeNext, beforePublish, beforeLink);
}
