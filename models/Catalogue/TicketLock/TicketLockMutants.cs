using Interlock.Catalogue.Locks;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>The ticket lock's seeded bugs and benign variants: each makes a lock in memory that wraps at a modulus.</summary>
internal static class TicketLockMutants
{
    // Where a word has both halves and nothing is to wrap: each half has half of the bits, less one to reckon with.
    private const ulong Wide = 1UL << 31;

    public static IReadOnlyList<SeededBug<Func<ConcurrentProgram, Sizes, ulong, LockCandidate>>> All { get; } =
    [
        new(
            "ticket-wraps",
            "fifo-order",
            "L-04 (ia64, lkml 2010/8/27/223: tickets of n bits, more waiters than they can count)",
            At(vcpus: 3, rounds: 1),
            // Tickets of one bit: the third vCPU to wait draws the ticket that is being served.
            (program, _, _) => TicketLockScenario.Shipped(program, 2),
            new(
                "ticket-width-suffices",
                (program, sizes, _) => TicketLockScenario.Shipped(program, (ulong)Math.Max(2, sizes["vcpus"])),
                "There are as many tickets as vCPUs, and no vCPU holds two.")),
        new(
            "ticket-split-draw",
            "fifo-order",
            "L-04 (ia64, lkml 2010/8/27/223: two CPUs granted the same ticket)",
            At(vcpus: 2, rounds: 1),
            Words((next, serving) => new SplitDraw(next, serving)),
            new(
                "ticket-compare-exchange-draw",
                Words((next, serving) => new CompareExchangeDraw(next, serving)),
                "Only the vCPU whose compare-exchange succeeds has the ticket.")),
        new(
            "ticket-carries-into-next",
            "fifo-order",
            "L-04 (Linux: the unlock increments only the half-word)",
            At(vcpus: 1, rounds: 0, modulus: 2),
            Packed((word, tickets) => new CarriesIntoNext(word, tickets)),
            new(
                "ticket-packed",
                Packed((word, tickets) => new PackedTicketLock(word, tickets)),
                "The release replaces its own half of the word by compare-exchange.")),
        new(
            "ticket-out-of-turn",
            "mutual-exclusion",
            "L-06 (an unlock by someone who is not the owner)",
            At(vcpus: 2, rounds: 1),
            Words((next, serving) => new OutOfTurn(next, serving)),
            new(
                "ticket-sees-turn-twice",
                Words((next, serving) => new SeesTurnTwice(next, serving)),
                "A turn cannot pass before its owner releases, so the second look sees the same.")),
        new(
            "ticket-try-lock-race",
            "mutual-exclusion",
            "L-07 (try-lock: owner and next compared, then taken)",
            At(vcpus: 2, rounds: 1),
            Words((next, serving) => new TryLockRace(next, serving)),
            new(
                "ticket-packed-try-lock",
                Packed((word, tickets) => new PackedTryLock(word, tickets)),
                "One compare-exchange compares both halves and takes the lock.")),
        new(
            "ticket-zero-is-free",
            "fifo-order",
            "L-04 (ia64 f574c843: zero treated as free by the old rules)",
            At(vcpus: 2, rounds: 0, modulus: 2),
            Words((next, serving) => new ZeroIsFree(next, serving)),
            new(
                "ticket-zero-word-is-free",
                Packed((word, tickets) => new ZeroWordIsFree(word, tickets)),
                "The word is zero only if next equals serving.")),
        new(
            "ticket-double-release",
            "progress",
            "L-30 (an unlock of another CPU's lock, here by releasing twice)",
            At(vcpus: 1, rounds: 2),
            Words((next, serving) => new DoubleRelease(next, serving)),
            new(
                "ticket-fetch-add-release",
                Words((next, serving) => new FetchAddRelease(next, serving)),
                "The holder is the only one to write serving, so adding one stores what it would have stored.")),
        new(
            "ticket-releases-newest",
            "progress",
            "L-06 (an unlock by a re-read word, here the wrong one)",
            At(vcpus: 2, rounds: 1),
            Words((next, serving) => new ReleasesNewest(next, serving)),
            new(
                "ticket-releases-by-reread",
                Words((next, serving) => new ReleasesByReread(next, serving)),
                "The holder is the only one to write serving, so what it re-reads is its own ticket.")),
        new(
            "ticket-leaks-on-error",
            "progress",
            "L-31 (a lock leaked on an error path; Bao 5c10752)",
            At(vcpus: 1, rounds: 2),
            Words((next, serving) => new LeaksOnError(next, serving)),
            new(
                "ticket-releases-on-error",
                Words((next, serving) => new ReleasesOnError(next, serving)),
                "The error path releases too.")),
        new(
            "ticket-releases-early",
            "mutual-exclusion",
            "B-07 (Bao 26b4691: no compiler barrier in the lock)",
            At(vcpus: 2, rounds: 1),
            Words((next, serving) => new ReleasesEarly(next, serving)),
            new(
                "ticket-computes-successor-early",
                Words((next, serving) => new ComputesSuccessorEarly(next, serving)),
                "What is stored is worked out early, but stored in time.")),
        new(
            "ticket-hoisted-load",
            "no-lost-update",
            "B-07 (Bao 92d831f: no compiler barrier in the lock)",
            At(vcpus: 2, rounds: 1),
            (program, _, modulus) => TicketLockScenario.Shipped(program, modulus) with { Client = HoistedLoad.Count },
            new(
                "ticket-prefetch",
                (program, _, modulus) => TicketLockScenario.Shipped(program, modulus) with { Client = Prefetch.Count },
                "Nobody uses what the early load read.")),
        new(
            "ticket-wfe-without-event",
            "no-lost-wake-up",
            "B-06 (Bao 276d5a6: a plain load does not register for the event), L-05",
            At(vcpus: 2, rounds: 1),
            Words((next, serving) => new WfeWithoutEvent(next, serving)),
            new(
                "ticket-wfe",
                Words((next, serving) => new WfeTicketLock(next, serving)),
                "The release sends an event after its store, and the event register keeps it.")),
        new(
            "ticket-event-before-store",
            "no-lost-wake-up",
            "L-05 (WFE: a store that no event follows)",
            At(vcpus: 2, rounds: 1),
            Words((next, serving) => new EventBeforeStore(next, serving)),
            new(
                "ticket-event-twice",
                Words((next, serving) => new EventTwice(next, serving)),
                "The second event follows the store.")),
        new(
            "ticket-drains-after-look",
            "no-lost-wake-up",
            "L-05 (WFE: the store comes between the look and the wait)",
            At(vcpus: 2, rounds: 1),
            Words((next, serving) => new DrainsAfterLook(next, serving)),
            new(
                "ticket-drains-before-look",
                Words((next, serving) => new DrainsBeforeLook(next, serving)),
                "An event that arrives after the look is still in the register at the WFE.")),
        new(
            "ticket-barges",
            "fifo-order",
            "L-13 (Linux d13316614633: qrwlock starves writers)",
            At(vcpus: 2, rounds: 1),
            Flagged((next, serving, flag) => new Barges(next, serving, flag)),
            new(
                "ticket-turn-and-flag",
                Flagged((next, serving, flag) => new TurnAndFlag(next, serving, flag)),
                "Only the vCPU whose turn it is sets the flag.")),
        new(
            "ticket-unlock-relaxed",
            "no-lost-update",
            "L-01 (an unlock by a plain store: data after the release)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            Ordered(release: MemoryOrder.Relaxed),
            new(
                "ticket-unlock-fenced",
                Ordered(before: MemoryOrder.Release, release: MemoryOrder.Relaxed),
                "A release fence before the plain store orders the critical section before it."))
        {
            HiddenUnder = ["tso"],
        },
        new(
            "ticket-lock-relaxed",
            "no-lost-update",
            "L-02 (a lock that is taken without acquire)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            Ordered(turn: MemoryOrder.Relaxed),
            new(
                "ticket-lock-fenced",
                Ordered(turn: MemoryOrder.Relaxed, after: MemoryOrder.Acquire),
                "An acquire fence after the plain load orders the critical section after it."))
        {
            HiddenUnder = ["tso"],
        },
        new(
            "ticket-lock-discards-result",
            "no-lost-update",
            "L-03 (an atomic whose result is discarded, and with it its acquire)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            Words((next, serving) => new ConfirmsTurn(next, serving, MemoryOrder.Relaxed)),
            new(
                "ticket-lock-uses-result",
                Words((next, serving) => new ConfirmsTurn(next, serving, MemoryOrder.Acquire)),
                "An atomic whose result is used acquires."))
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
        new(
            "ticket-without-barriers",
            "no-lost-update",
            "L-37 (SeKVM, SOSP 2021, example 1: a ticket lock without barriers)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            Ordered(turn: MemoryOrder.Relaxed, release: MemoryOrder.Relaxed),
            new(
                "ticket-fenced-on-both-sides",
                Ordered(turn: MemoryOrder.Relaxed, after: MemoryOrder.Acquire, before: MemoryOrder.Release, release: MemoryOrder.Relaxed),
                "Fences at both ends of the critical section stand in for both orders."))
        {
            HiddenUnder = ["tso"],
        },
        new(
            "ticket-event-overtakes-store",
            "no-lost-wake-up",
            "L-05 (WFE: no barrier before the event, which comes before the store; right in any one order of all steps)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            Words((next, serving) => new WfeTicketLock(next, serving)),
            new(
                "ticket-event-after-dsb",
                Words((next, serving) => new EventAfterDsb(next, serving)),
                "A DSB comes between the store and the event."))
        {
            HiddenUnder = ["tso"],
        },
    ];

    private static Dictionary<string, int> At(int vcpus, int rounds = 0, int? modulus = null, string? memory = null)
    {
        var sizes = new Dictionary<string, int> { ["vcpus"] = vcpus, ["rounds"] = rounds };
        if (modulus is { } value)
        {
            sizes["modulus"] = value;
        }

        if (memory is not null)
        {
            sizes[memory] = 1;
        }

        return sizes;
    }

    private static Func<ConcurrentProgram, Sizes, ulong, LockCandidate> Words(Func<Address, Address, ILock> make) =>
        (program, _, modulus) => TicketLockScenario.InWords(program, modulus, make);

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
            return TicketLockScenario.InWords(program, modulus, (next, serving) => make(next, serving, flag));
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
