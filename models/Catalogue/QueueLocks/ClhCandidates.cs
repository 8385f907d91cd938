using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>The CLH lock's mutants and benign variants, and what they are taken from.</summary>
internal static class ClhCandidates
{
    /// <summary>The mutants.</summary>
    public static IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "clh-exchange-acquire-only",
            "mutual-exclusion",
            "S-01, L-11 (seL4 fe1278326: the exchange that publishes a node does not release)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            "clh-exchange-after-fence",
            "A release fence orders the node's mark before the exchange.")
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
        new(
            "ipi-stall-without-barrier",
            "no-lost-update",
            "S-03 (seL4 04b11f04b: an interrupt's callback waits for the lock without a barrier)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            "ipi-stall-with-barrier",
            "An acquire fence after the callback's loop orders the critical section after it.")
        {
            HiddenUnder = ["tso"],
        },
    ];

    /// <summary>How to put each in the place of the production lock.</summary>
    public static IReadOnlyDictionary<string, Func<Address, Address, Address, ILock>> All { get; } =
        new Dictionary<string, Func<Address, Address, Address, ILock>>
        {
            ["clh-exchange-acquire-only"] =
                (tail, nodes, own) => new OrderedClhLock(tail, nodes, own, MemoryOrder.Acquire, MemoryOrder.Relaxed),
            ["clh-exchange-after-fence"] =
                (tail, nodes, own) => new OrderedClhLock(tail, nodes, own, MemoryOrder.Acquire, MemoryOrder.Release),
            ["ipi-stall-without-barrier"] = (tail, nodes, own) => new StallsInCallback(tail, nodes, own, MemoryOrder.Relaxed),
            ["ipi-stall-with-barrier"] = (tail, nodes, own) => new StallsInCallback(tail, nodes, own, MemoryOrder.Acquire),
        };
}
