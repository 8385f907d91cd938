using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.PetersonLocks;

/// <summary>Peterson's lock with weaker orders, and with fences that make up for them.</summary>
internal static class PetersonMutants
{
    public static IReadOnlyList<SeededBug<Func<Address, Address, ILock>>> All { get; } =
    [
        new(
            "dekker-without-fence",
            "mutual-exclusion",
            "L-29 (a store, and a load of what the other stored)",
            At("tso"),
            Ordered(MemoryOrder.Relaxed, MemoryOrder.Relaxed),
            new(
                "dekker-with-fences",
                Ordered(MemoryOrder.Relaxed, MemoryOrder.Relaxed, isFencedBetween: true, isFencedAfter: true),
                "A full fence comes after each store.")),
        new(
            "peterson-release-acquire",
            "mutual-exclusion",
            "L-29 (Peterson's lock with release and acquire: right if they are STLR and LDAR, wrong with LDAPR and on x86)",
            At("tso"),
            Ordered(MemoryOrder.Release, MemoryOrder.Release),
            new(
                "peterson-release-fence-acquire",
                Ordered(MemoryOrder.Release, MemoryOrder.Release, isFencedAfter: true),
                "A full fence comes between the stores and the loads, and the second store releases the first."))
        {
            HiddenUnder = ["armv8-exclusives"],
        },
        new(
            "peterson-turn-overtakes-want",
            "mutual-exclusion",
            "L-29 (Peterson's lock with one full fence: right on x86; on Armv8 the two stores before it change places)",
            At("armv8-lse"),
            Ordered(MemoryOrder.Relaxed, MemoryOrder.Relaxed, isFencedAfter: true),
            new(
                "peterson-turn-releases",
                Ordered(MemoryOrder.Relaxed, MemoryOrder.Release, isFencedAfter: true),
                "The second store releases the first."))
        {
            HiddenUnder = ["tso"],
        },
    ];

    private static Func<Address, Address, ILock> Ordered(
        MemoryOrder want, MemoryOrder yield, bool isFencedBetween = false, bool isFencedAfter = false) =>
        (wants, turn) => new PetersonLock(wants, turn, want, yield, MemoryOrder.Acquire, isFencedBetween, isFencedAfter);

    private static Dictionary<string, int> At(string memory) => new() { ["vcpus"] = 2, ["rounds"] = 1, [memory] = 1 };
}
