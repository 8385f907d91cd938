using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.PetersonLocks;

/// <summary>Peterson's lock with orders that suffice, and its mutants and benign variants.</summary>
internal static class PetersonCandidates
{
    /// <summary>The mutants.</summary>
    public static IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "dekker-without-fence",
            "mutual-exclusion",
            "L-29 (a store, and a load of what the other stored)",
            At("tso"),
            "dekker-with-fences",
            "A full fence comes after each store."),
        new(
            "peterson-release-acquire",
            "mutual-exclusion",
            "L-29 (Peterson's lock with release and acquire: right if they are STLR and LDAR, wrong with LDAPR and on x86)",
            At("tso"),
            "peterson-release-fence-acquire",
            "A full fence comes between the stores and the loads, and the second store releases the first.")
        {
            HiddenUnder = ["armv8-exclusives"],
        },
        new(
            "peterson-turn-overtakes-want",
            "mutual-exclusion",
            "L-29 (Peterson's lock with one full fence: right on x86; on Armv8 the two stores before it change places)",
            At("armv8-lse"),
            "peterson-turn-releases",
            "The second store releases the first.")
        {
            HiddenUnder = ["tso"],
        },
    ];

    /// <summary>How to put each in the place of the lock that is right.</summary>
    public static IReadOnlyDictionary<string, Func<Address, Address, ILock>> All { get; } =
        new Dictionary<string, Func<Address, Address, ILock>>
        {
            ["dekker-without-fence"] = Ordered(MemoryOrder.Relaxed, MemoryOrder.Relaxed),
            ["dekker-with-fences"] = Ordered(MemoryOrder.Relaxed, MemoryOrder.Relaxed, isFencedBetween: true, isFencedAfter: true),
            ["peterson-release-acquire"] = Ordered(MemoryOrder.Release, MemoryOrder.Release),
            ["peterson-release-fence-acquire"] = Ordered(MemoryOrder.Release, MemoryOrder.Release, isFencedAfter: true),
            ["peterson-turn-overtakes-want"] = Ordered(MemoryOrder.Relaxed, MemoryOrder.Relaxed, isFencedAfter: true),
            ["peterson-turn-releases"] = Ordered(MemoryOrder.Relaxed, MemoryOrder.Release, isFencedAfter: true),
        };

    /// <summary>The lock that is right: all its accesses are sequentially consistent.</summary>
    public static ILock Shipped(Address wants, Address turn) => new PetersonLock(
        wants,
        turn,
        MemoryOrder.SequentiallyConsistent,
        MemoryOrder.SequentiallyConsistent,
        MemoryOrder.SequentiallyConsistent,
        isFencedBetween: false,
        isFencedAfter: false);

    private static Func<Address, Address, ILock> Ordered(
        MemoryOrder want, MemoryOrder yield, bool isFencedBetween = false, bool isFencedAfter = false) =>
        (wants, turn) => new PetersonLock(wants, turn, want, yield, MemoryOrder.Acquire, isFencedBetween, isFencedAfter);

    private static Dictionary<string, int> At(string memory) => new() { ["vcpus"] = 2, ["rounds"] = 1, [memory] = 1 };
}
