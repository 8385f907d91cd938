using Interlock.Catalogue.Locks;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.Mutexes;

/// <summary>The mutex's mutants and benign variants by name.</summary>
internal static class MutexCandidates
{
    /// <summary>How to put each in the place of the production mutex.</summary>
    public static IReadOnlyDictionary<string, Func<ConcurrentProgram, LockCandidate>> All { get; } =
        new Dictionary<string, Func<ConcurrentProgram, LockCandidate>>
        {
            ["mutex-split-take"] = Word(word => new SplitTake(word)),
            ["mutex-looks-then-takes"] = Word(word => new LooksThenTakes(word)),
            ["mutex-retakes-as-held"] = Word(word => new RetakesAsHeld(word)),
            ["mutex-retakes-as-contended"] = Word(word => new RetakesAsContended(word)),
            ["mutex-checks-then-sleeps"] = WordAnd("queue", (word, queue) => new ChecksThenSleeps(word, queue)),
            ["mutex-spins-instead"] = Word(word => new SpinsInstead(word)),
            ["mutex-wakes-before-unlock"] = Word(word => new WakesBeforeUnlock(word)),
            ["mutex-wakes-before-and-after"] = Word(word => new WakesBeforeAndAfter(word)),
            ["mutex-counts-waiters"] = Word(word => new CountsWaiters(word), modulus: 4),
            ["mutex-decrements-to-release"] = Word(word => new DecrementsToRelease(word), modulus: 4),
            ["mutex-reads-waiters-early"] = WordAnd("waiters", (word, waiters) => new ReadsWaitersEarly(word, waiters)),
            ["mutex-reads-waiters-late"] = WordAnd("waiters", (word, waiters) => new ReadsWaitersLate(word, waiters)),
            ["mutex-clears-mark"] = Word(word => new ClearsMark(word)),
            ["mutex-raises-mark"] = Word(word => new RaisesMark(word)),
            ["mutex-never-wakes"] = Word(word => new NeverWakes(word)),
            ["mutex-wakes-all"] = Word(word => new WakesAll(word)),
            ["mutex-split-release"] = Word(word => new SplitRelease(word)),
            ["mutex-always-wakes"] = Word(word => new AlwaysWakes(word)),
            ["mutex-releases-if-held"] = Word(word => new ReleasesIfHeld(word)),
            ["mutex-releases-in-two-tries"] = Word(word => new ReleasesInTwoTries(word)),
            ["mutex-marks-free-word"] = Word(word => new MarksFreeWord(word)),
            ["mutex-marks-held-word"] = Word(word => new MarksHeldWord(word)),
            ["mutex-split-exchange"] = Word(word => new SplitExchange(word)),
            ["mutex-exchanges-by-compare"] = Word(word => new ExchangesByCompare(word)),
            ["mutex-woken-owns"] = Word(word => new WokenOwns(word)),
            ["mutex-without-fast-path"] = Word(word => new WithoutFastPath(word)),
            ["mutex-releases-others"] = Word(word => new ReleasesOthers(word)),
            ["mutex-unlock-relaxed"] = Word(word => new UnlocksRelaxed(word, MemoryOrder.Relaxed)),
            ["mutex-unlock-fenced"] = Word(word => new UnlocksRelaxed(word, MemoryOrder.Release)),
            ["mutex-tries-again"] = Word(word => new TriesAgain(word)),
        };

    /// <summary>The production mutex. It must be seen to sleep; variants may spin instead.</summary>
    public static LockCandidate Shipped(ConcurrentProgram program, int vcpus)
    {
        var word = program.Word("word");
        if (vcpus > 1)
        {
            program.Watch(new FallsAsleep(word));
        }

        return new LockCandidate(new FutexMutex(word));
    }

    private static Func<ConcurrentProgram, LockCandidate> Word(Func<Address, ILock> make, ulong modulus = 0) =>
        program => new LockCandidate(make(program.Word("word", modulus: modulus)));

    private static Func<ConcurrentProgram, LockCandidate> WordAnd(string other, Func<Address, Address, ILock> make) =>
        program => new LockCandidate(make(program.Word("word"), program.Word(other)));
}
