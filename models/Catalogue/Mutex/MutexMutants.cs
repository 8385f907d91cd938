using Interlock.Catalogue.Locks;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.Mutexes;

/// <summary>The mutex's seeded bugs and benign variants.</summary>
internal static class MutexMutants
{
    public static IReadOnlyList<SeededBug<Func<ConcurrentProgram, LockCandidate>>> All { get; } =
    [
        new(
            "mutex-split-take",
            "mutual-exclusion",
            "L-25 (a stealing locker sets the word to 1)",
            At(vcpus: 2, rounds: 1),
            Word(word => new SplitTake(word)),
            new(
                "mutex-looks-then-takes",
                Word(word => new LooksThenTakes(word)),
                "The look decides nothing: the compare-exchange does.")),
        new(
            "mutex-retakes-as-held",
            "no-lost-wake-up",
            "L-21 (musl 0db393d3: the mark of those who wait is reset)",
            At(vcpus: 3, rounds: 1),
            Word(word => new RetakesAsHeld(word)),
            new(
                "mutex-retakes-as-contended",
                Word(word => new RetakesAsContended(word)),
                "Whoever has waited keeps the mark up, by whatever instruction.")),
        new(
            "mutex-checks-then-sleeps",
            "no-lost-wake-up",
            "L-22 (rCore #32: futex value loaded and queue joined in two steps)",
            At(vcpus: 2, rounds: 1),
            WordAnd("queue", (word, queue) => new ChecksThenSleeps(word, queue)),
            new("mutex-spins-instead", Word(word => new SpinsInstead(word)), "Who never sleeps needs no wake.")),
        new(
            "mutex-wakes-before-unlock",
            "no-lost-wake-up",
            "L-24 (wake before store)",
            At(vcpus: 2, rounds: 1),
            Word(word => new WakesBeforeUnlock(word)),
            new("mutex-wakes-before-and-after", Word(word => new WakesBeforeAndAfter(word)), "The second wake follows the unlock.")),
        new(
            "mutex-counts-waiters",
            "mutual-exclusion",
            "L-20 (Drepper, Futexes Are Tricky: the first mutex, in two bits)",
            At(vcpus: 3, rounds: 1),
            Word(word => new CountsWaiters(word), modulus: 4),
            new(
                "mutex-decrements-to-release",
                Word(word => new DecrementsToRelease(word), modulus: 4),
                "Three states fit in two bits and never wrap.")),
        new(
            "mutex-reads-waiters-early",
            "no-lost-wake-up",
            "L-23 (Linux 69cd9eba3886: the waker sees no waiters)",
            At(vcpus: 2, rounds: 1),
            WordAnd("waiters", (word, waiters) => new ReadsWaitersEarly(word, waiters)),
            new(
                "mutex-reads-waiters-late",
                WordAnd("waiters", (word, waiters) => new ReadsWaitersLate(word, waiters)),
                "Who is not counted yet has still to look at the word, which is free by then.")),
        new(
            "mutex-clears-mark",
            "no-lost-wake-up",
            "L-21 (musl e7655ed3: the new owner must set the mark again)",
            At(vcpus: 2, rounds: 2),
            Word(word => new ClearsMark(word)),
            new("mutex-raises-mark", Word(word => new RaisesMark(word)), "A mark too many costs a wake in vain.")),
        new(
            "mutex-never-wakes",
            "no-lost-wake-up",
            "L-21 (gperftools 93a69c4df287: the unlock fails to wake)",
            At(vcpus: 2, rounds: 1),
            Word(word => new NeverWakes(word)),
            new("mutex-wakes-all", Word(word => new WakesAll(word)), "Those who are woken in vain sleep again.")),
        new(
            "mutex-split-release",
            "no-lost-wake-up",
            "L-25 (wake only if the word was 2 when it was read)",
            At(vcpus: 2, rounds: 1),
            Word(word => new SplitRelease(word)),
            new(
                "mutex-always-wakes",
                Word(word => new AlwaysWakes(word)),
                "A wake that does not depend on the mark cannot miss it.")),
        new(
            "mutex-releases-if-held",
            "no-lost-wake-up",
            "L-31 (a lock leaked on the less usual path)",
            At(vcpus: 2, rounds: 1),
            Word(word => new ReleasesIfHeld(word)),
            new(
                "mutex-releases-in-two-tries",
                Word(word => new ReleasesInTwoTries(word)),
                "Only the holder frees the word, so it stays Contended between the two tries.")),
        new(
            "mutex-marks-free-word",
            "no-lost-wake-up",
            "L-27 (Linux 65810f0ef05e: the word says waiters and no owner)",
            At(vcpus: 2, rounds: 1),
            Word(word => new MarksFreeWord(word)),
            new("mutex-marks-held-word", Word(word => new MarksHeldWord(word)), "The compare-exchange marks a held mutex only.")),
        new(
            "mutex-split-exchange",
            "no-lost-wake-up",
            "L-22 (rCore #32: load and act in two steps)",
            At(vcpus: 2, rounds: 1),
            Word(word => new SplitExchange(word)),
            new(
                "mutex-exchanges-by-compare",
                Word(word => new ExchangesByCompare(word)),
                "The compare-exchange succeeds only if nobody came in between.")),
        new(
            "mutex-woken-owns",
            "mutual-exclusion",
            "L-25 (a locker steals the mutex from the woken)",
            At(vcpus: 2, rounds: 2),
            Word(word => new WokenOwns(word)),
            new(
                "mutex-without-fast-path",
                Word(word => new WithoutFastPath(word)),
                "Who is woken still has to take the mutex; it is only marked more often.")),
        new(
            "mutex-releases-others",
            "mutual-exclusion",
            "L-30 (an unlock of another CPU's lock)",
            At(vcpus: 2, rounds: 1),
            Word(word => new ReleasesOthers(word)),
            new("mutex-tries-again", Word(word => new TriesAgain(word)), "Who gives up waiting touches nothing.")),
        new(
            "mutex-unlock-relaxed",
            "no-lost-update",
            "L-35 (nsync #16: the store exclusive of the slow unlock does not release; seen on an Apple M1)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            Word(word => new UnlocksRelaxed(word, MemoryOrder.Relaxed)),
            new(
                "mutex-unlock-fenced",
                Word(word => new UnlocksRelaxed(word, MemoryOrder.Release)),
                "A release fence orders the critical section before the exchange."))
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
    ];

    private static Dictionary<string, int> At(int vcpus, int rounds) => new() { ["vcpus"] = vcpus, ["rounds"] = rounds };

    private static Func<ConcurrentProgram, LockCandidate> Word(Func<Address, ILock> make, ulong modulus = 0) =>
        program => new LockCandidate(make(program.Word("word", modulus: modulus)));

    private static Func<ConcurrentProgram, LockCandidate> WordAnd(string other, Func<Address, Address, ILock> make) =>
        program => new LockCandidate(make(program.Word("word"), program.Word(other)));
}
