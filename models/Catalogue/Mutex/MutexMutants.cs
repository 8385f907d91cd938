using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Mutexes;

/// <summary>The mutex's seeded bugs.</summary>
internal static class MutexMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "mutex-split-take",
            "mutual-exclusion",
            "L-25 (a stealing locker sets the word to 1)",
            At(vcpus: 2, rounds: 1),
            "mutex-looks-then-takes",
            "The look decides nothing: the compare-exchange does."),
        new(
            "mutex-retakes-as-held",
            "no-lost-wake-up",
            "L-21 (musl 0db393d3: the mark of those who wait is reset)",
            At(vcpus: 3, rounds: 1),
            "mutex-retakes-as-contended",
            "Whoever has waited keeps the mark up, by whatever instruction."),
        new(
            "mutex-checks-then-sleeps",
            "no-lost-wake-up",
            "L-22 (rCore #32: futex value loaded and queue joined in two steps)",
            At(vcpus: 2, rounds: 1),
            "mutex-spins-instead",
            "Who never sleeps needs no wake."),
        new(
            "mutex-wakes-before-unlock",
            "no-lost-wake-up",
            "L-24 (wake before store)",
            At(vcpus: 2, rounds: 1),
            "mutex-wakes-before-and-after",
            "The second wake follows the unlock."),
        new(
            "mutex-counts-waiters",
            "mutual-exclusion",
            "L-20 (Drepper, Futexes Are Tricky: the first mutex, in two bits)",
            At(vcpus: 3, rounds: 1),
            "mutex-decrements-to-release",
            "Three states fit in two bits and never wrap."),
        new(
            "mutex-reads-waiters-early",
            "no-lost-wake-up",
            "L-23 (Linux 69cd9eba3886: the waker sees no waiters)",
            At(vcpus: 2, rounds: 1),
            "mutex-reads-waiters-late",
            "Who is not counted yet has still to look at the word, which is free by then."),
        new(
            "mutex-clears-mark",
            "no-lost-wake-up",
            "L-21 (musl e7655ed3: the new owner must set the mark again)",
            At(vcpus: 2, rounds: 2),
            "mutex-raises-mark",
            "A mark too many costs a wake in vain."),
        new(
            "mutex-never-wakes",
            "no-lost-wake-up",
            "L-21 (gperftools 93a69c4df287: the unlock fails to wake)",
            At(vcpus: 2, rounds: 1),
            "mutex-wakes-all",
            "Those who are woken in vain sleep again."),
        new(
            "mutex-split-release",
            "no-lost-wake-up",
            "L-25 (wake only if the word was 2 when it was read)",
            At(vcpus: 2, rounds: 1),
            "mutex-always-wakes",
            "A wake that does not depend on the mark cannot miss it."),
        new(
            "mutex-releases-if-held",
            "no-lost-wake-up",
            "L-31 (a lock leaked on the less usual path)",
            At(vcpus: 2, rounds: 1),
            "mutex-releases-in-two-tries",
            "Only the holder frees the word, so it stays Contended between the two tries."),
        new(
            "mutex-marks-free-word",
            "no-lost-wake-up",
            "L-27 (Linux 65810f0ef05e: the word says waiters and no owner)",
            At(vcpus: 2, rounds: 1),
            "mutex-marks-held-word",
            "The compare-exchange marks a held mutex only."),
        new(
            "mutex-split-exchange",
            "no-lost-wake-up",
            "L-22 (rCore #32: load and act in two steps)",
            At(vcpus: 2, rounds: 1),
            "mutex-exchanges-by-compare",
            "The compare-exchange succeeds only if nobody came in between."),
        new(
            "mutex-woken-owns",
            "mutual-exclusion",
            "L-25 (a locker steals the mutex from the woken)",
            At(vcpus: 2, rounds: 2),
            "mutex-without-fast-path",
            "Who is woken still has to take the mutex; it is only marked more often."),
        new(
            "mutex-releases-others",
            "mutual-exclusion",
            "L-30 (an unlock of another CPU's lock)",
            At(vcpus: 2, rounds: 1),
            "mutex-tries-again",
            "Who gives up waiting touches nothing."),
        new(
            "mutex-unlock-relaxed",
            "no-lost-update",
            "L-35 (nsync #16: the store exclusive of the slow unlock does not release; seen on an Apple M1)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            "mutex-unlock-fenced",
            "A release fence orders the critical section before the exchange.")
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
    ];

    private static Dictionary<string, int> At(int vcpus, int rounds) => new() { ["vcpus"] = vcpus, ["rounds"] = rounds };
}
