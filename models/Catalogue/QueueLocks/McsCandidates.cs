using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>The MCS lock's mutants and benign variants, and what they are taken from.</summary>
internal static class McsCandidates
{
    /// <summary>The mutants.</summary>
    public static IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "queue-lock-publishes-relaxed",
            "progress",
            "L-08 (Linux 95bcade33a8a: a qspinlock's node is published before it is initialised)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            "queue-lock-publishes-after-fence",
            "A release fence orders the node's initialisation before the exchange.")
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
        new(
            "mcs-lock-marks-late",
            "progress",
            "L-10 (DPDK 22023fd68b0f: locked = 1 after the node is published)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-exclusives"] = 1 },
            "mcs-lock-links-after-fence",
            "A release fence orders the exchange, and the mark before it, before the link.")
        {
            HiddenUnder = ["tso", "armv8-lse", "armv8-dotnet"],
        },
    ];

    /// <summary>How to put each in the place of the production lock.</summary>
    public static IReadOnlyDictionary<string, Func<Address, Address, ILock>> All { get; } =
        new Dictionary<string, Func<Address, Address, ILock>>
        {
            ["queue-lock-publishes-relaxed"] = Ordered(MemoryOrder.Acquire, MemoryOrder.Release, beforeNext: MemoryOrder.Release),
            ["queue-lock-publishes-after-fence"] = Ordered(MemoryOrder.Acquire, MemoryOrder.Release, beforePublish: MemoryOrder.Release),
            ["mcs-lock-marks-late"] = Ordered(MemoryOrder.AcquireRelease, MemoryOrder.Relaxed),
            ["mcs-lock-links-after-fence"] = Ordered(MemoryOrder.AcquireRelease, MemoryOrder.Relaxed, beforeLink: MemoryOrder.Release),
        };

    private static Func<Address, Address, ILock> Ordered(
        MemoryOrder publish,
        MemoryOrder link,
        MemoryOrder beforeNext = MemoryOrder.Relaxed,
        MemoryOrder beforePublish = MemoryOrder.Relaxed,
        MemoryOrder beforeLink = MemoryOrder.Relaxed) =>
        (tail, nodes) => new OrderedMcsLock(tail, nodes, publish, link, beforeNext, beforePublish, beforeLink);
}
