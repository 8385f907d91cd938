using Interlock.Catalogue.Locks;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>The ticket lock's mutants and benign variants by name.</summary>
internal static class TicketLockCandidates
{
    // Where a word has both halves and nothing is to wrap: each half has half of the bits, less one to reckon with.
    private const ulong Wide = 1UL << 31;

    /// <summary>How to put each in the place of the production lock, in memory that wraps at a modulus.</summary>
    public static IReadOnlyDictionary<string, Func<ConcurrentProgram, Sizes, ulong, LockCandidate>> All { get; } =
        new Dictionary<string, Func<ConcurrentProgram, Sizes, ulong, LockCandidate>>
        {
            // Tickets of one bit: the third vCPU to wait draws the ticket that is being served.
            ["ticket-wraps"] = (program, _, _) => Shipped(program, 2),
            ["ticket-width-suffices"] = (program, sizes, _) => Shipped(program, (ulong)Math.Max(2, sizes["vcpus"])),
            ["ticket-split-draw"] = Words((next, serving) => new SplitDraw(next, serving)),
            ["ticket-compare-exchange-draw"] = Words((next, serving) => new CompareExchangeDraw(next, serving)),
            ["ticket-carries-into-next"] = Packed((word, tickets) => new CarriesIntoNext(word, tickets)),
            ["ticket-packed"] = Packed((word, tickets) => new PackedTicketLock(word, tickets)),
            ["ticket-out-of-turn"] = Words((next, serving) => new OutOfTurn(next, serving)),
            ["ticket-sees-turn-twice"] = Words((next, serving) => new SeesTurnTwice(next, serving)),
            ["ticket-try-lock-race"] = Words((next, serving) => new TryLockRace(next, serving)),
            ["ticket-packed-try-lock"] = Packed((word, tickets) => new PackedTryLock(word, tickets)),
            ["ticket-zero-is-free"] = Words((next, serving) => new ZeroIsFree(next, serving)),
            ["ticket-zero-word-is-free"] = Packed((word, tickets) => new ZeroWordIsFree(word, tickets)),
            ["ticket-double-release"] = Words((next, serving) => new DoubleRelease(next, serving)),
            ["ticket-fetch-add-release"] = Words((next, serving) => new FetchAddRelease(next, serving)),
            ["ticket-releases-newest"] = Words((next, serving) => new ReleasesNewest(next, serving)),
            ["ticket-releases-by-reread"] = Words((next, serving) => new ReleasesByReread(next, serving)),
            ["ticket-leaks-on-error"] = Words((next, serving) => new LeaksOnError(next, serving)),
            ["ticket-releases-on-error"] = Words((next, serving) => new ReleasesOnError(next, serving)),
            ["ticket-releases-early"] = Words((next, serving) => new ReleasesEarly(next, serving)),
            ["ticket-computes-successor-early"] = Words((next, serving) => new ComputesSuccessorEarly(next, serving)),
            ["ticket-wfe-without-event"] = Words((next, serving) => new WfeWithoutEvent(next, serving)),
            ["ticket-wfe"] = Words((next, serving) => new WfeTicketLock(next, serving)),
            ["ticket-event-before-store"] = Words((next, serving) => new EventBeforeStore(next, serving)),
            ["ticket-event-twice"] = Words((next, serving) => new EventTwice(next, serving)),
            ["ticket-drains-after-look"] = Words((next, serving) => new DrainsAfterLook(next, serving)),
            ["ticket-drains-before-look"] = Words((next, serving) => new DrainsBeforeLook(next, serving)),
            ["ticket-barges"] = Flagged((next, serving, flag) => new Barges(next, serving, flag)),
            ["ticket-turn-and-flag"] = Flagged((next, serving, flag) => new TurnAndFlag(next, serving, flag)),
            ["ticket-hoisted-load"] = (program, _, modulus) => Shipped(program, modulus) with { Client = HoistedLoad.Count },
            ["ticket-unlock-relaxed"] = Ordered(release: MemoryOrder.Relaxed),
            ["ticket-unlock-fenced"] = Ordered(before: MemoryOrder.Release, release: MemoryOrder.Relaxed),
            ["ticket-lock-relaxed"] = Ordered(turn: MemoryOrder.Relaxed),
            ["ticket-lock-fenced"] = Ordered(turn: MemoryOrder.Relaxed, after: MemoryOrder.Acquire),
            ["ticket-lock-discards-result"] = Words((next, serving) => new ConfirmsTurn(next, serving, MemoryOrder.Relaxed)),
            ["ticket-lock-uses-result"] = Words((next, serving) => new ConfirmsTurn(next, serving, MemoryOrder.Acquire)),
            ["ticket-without-barriers"] = Ordered(turn: MemoryOrder.Relaxed, release: MemoryOrder.Relaxed),
            ["ticket-fenced-on-both-sides"] = Ordered(
                turn: MemoryOrder.Relaxed, after: MemoryOrder.Acquire, before: MemoryOrder.Release, release: MemoryOrder.Relaxed),
            ["ticket-event-overtakes-store"] = Words((next, serving) => new WfeTicketLock(next, serving)),
            ["ticket-event-after-fence"] = Words((next, serving) => new EventAfterFence(next, serving)),
            ["ticket-prefetch"] = (program, _, modulus) => Shipped(program, modulus) with { Client = Prefetch.Count },
        };

    /// <summary>The production lock.</summary>
    public static LockCandidate Shipped(ConcurrentProgram program, ulong modulus) =>
        InWords(program, modulus, (next, serving) => new TicketLock(next, serving));

    private static LockCandidate InWords(ConcurrentProgram program, ulong modulus, Func<Address, Address, ILock> make)
    {
        var next = program.Word("next", modulus: modulus);
        var serving = program.Word("serving", modulus: modulus);
        return new LockCandidate(make(next, serving)) { Next = next };
    }

    private static Func<ConcurrentProgram, Sizes, ulong, LockCandidate> Words(Func<Address, Address, ILock> make) =>
        (program, _, modulus) => InWords(program, modulus, make);

    private static Func<ConcurrentProgram, Sizes, ulong, LockCandidate> Ordered(
        MemoryOrder turn = MemoryOrder.Acquire,
        MemoryOrder after = MemoryOrder.Relaxed,
        MemoryOrder before = MemoryOrder.Relaxed,
        MemoryOrder release = MemoryOrder.Release) =>
        Words((next, serving) => new OrderedTicketLock(next, serving, turn, after, before, release));

    private static Func<ConcurrentProgram, Sizes, ulong, LockCandidate> Flagged(Func<Address, Address, Address, ILock> make) =>
        (program, _, modulus) =>
        {
            var flag = program.Word("flag");
            return InWords(program, modulus, (next, serving) => make(next, serving, flag));
        };

    private static Func<ConcurrentProgram, Sizes, ulong, LockCandidate> Packed(Func<Address, ulong, ILock> make) =>
        (program, _, modulus) =>
        {
            var tickets = modulus == 0 ? Wide : modulus;
            var word = program.Word("lock", modulus: modulus * modulus);
            return new LockCandidate(make(word, tickets))
            {
                Next = word,
                TicketOf = value => PackedTicketLock.Next(value, tickets),
            };
        };
}
