using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>The ticket lock's seeded bugs.</summary>
internal static class TicketLockMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "ticket-wraps",
            "fifo-order",
            "L-04 (ia64, lkml 2010/8/27/223: tickets of n bits, more waiters than they can count)",
            At(vcpus: 3, rounds: 1),
            "ticket-width-suffices",
            "There are as many tickets as vCPUs, and no vCPU holds two."),
        new(
            "ticket-split-draw",
            "fifo-order",
            "L-04 (ia64, lkml 2010/8/27/223: two CPUs granted the same ticket)",
            At(vcpus: 2, rounds: 1),
            "ticket-compare-exchange-draw",
            "Only the vCPU whose compare-exchange succeeds has the ticket."),
        new(
            "ticket-carries-into-next",
            "fifo-order",
            "L-04 (Linux: the unlock increments only the half-word)",
            At(vcpus: 1, rounds: 0, modulus: 2),
            "ticket-packed",
            "The release replaces its own half of the word by compare-exchange."),
        new(
            "ticket-out-of-turn",
            "mutual-exclusion",
            "L-06 (an unlock by someone who is not the owner)",
            At(vcpus: 2, rounds: 1),
            "ticket-sees-turn-twice",
            "A turn cannot pass before its owner releases, so the second look sees the same."),
        new(
            "ticket-try-lock-race",
            "mutual-exclusion",
            "L-07 (try-lock: owner and next compared, then taken)",
            At(vcpus: 2, rounds: 1),
            "ticket-packed-try-lock",
            "One compare-exchange compares both halves and takes the lock."),
        new(
            "ticket-zero-is-free",
            "fifo-order",
            "L-04 (ia64 f574c843: zero treated as free by the old rules)",
            At(vcpus: 2, rounds: 0, modulus: 2),
            "ticket-zero-word-is-free",
            "The word is zero only if next equals serving."),
        new(
            "ticket-double-release",
            "progress",
            "L-30 (an unlock of another CPU's lock, here by releasing twice)",
            At(vcpus: 1, rounds: 2),
            "ticket-fetch-add-release",
            "The holder is the only one to write serving, so adding one stores what it would have stored."),
        new(
            "ticket-releases-newest",
            "progress",
            "L-06 (an unlock by a re-read word, here the wrong one)",
            At(vcpus: 2, rounds: 1),
            "ticket-releases-by-reread",
            "The holder is the only one to write serving, so what it re-reads is its own ticket."),
        new(
            "ticket-leaks-on-error",
            "progress",
            "L-31 (a lock leaked on an error path; Bao 5c10752)",
            At(vcpus: 1, rounds: 2),
            "ticket-releases-on-error",
            "The error path releases too."),
        new(
            "ticket-releases-early",
            "mutual-exclusion",
            "B-07 (Bao 26b4691: no compiler barrier in the lock)",
            At(vcpus: 2, rounds: 1),
            "ticket-computes-successor-early",
            "What is stored is worked out early, but stored in time."),
        new(
            "ticket-hoisted-load",
            "no-lost-update",
            "B-07 (Bao 92d831f: no compiler barrier in the lock)",
            At(vcpus: 2, rounds: 1),
            "ticket-prefetch",
            "Nobody uses what the early load read."),
        new(
            "ticket-wfe-without-event",
            "no-lost-wake-up",
            "B-06 (Bao 276d5a6: a plain load does not register for the event), L-05",
            At(vcpus: 2, rounds: 1),
            "ticket-wfe",
            "The release sends an event after its store, and the event register keeps it."),
        new(
            "ticket-event-before-store",
            "no-lost-wake-up",
            "L-05 (WFE: a store that no event follows)",
            At(vcpus: 2, rounds: 1),
            "ticket-event-twice",
            "The second event follows the store."),
        new(
            "ticket-drains-after-look",
            "no-lost-wake-up",
            "L-05 (WFE: the store comes between the look and the wait)",
            At(vcpus: 2, rounds: 1),
            "ticket-drains-before-look",
            "An event that arrives after the look is still in the register at the WFE."),
        new(
            "ticket-barges",
            "fifo-order",
            "L-13 (Linux d13316614633: qrwlock starves writers)",
            At(vcpus: 2, rounds: 1),
            "ticket-turn-and-flag",
            "Only the vCPU whose turn it is sets the flag."),
        new(
            "ticket-unlock-relaxed",
            "no-lost-update",
            "L-01 (an unlock by a plain store: data after the release)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            "ticket-unlock-fenced",
            "A release fence before the plain store orders the critical section before it.")
        {
            HiddenUnder = ["tso"],
        },
        new(
            "ticket-lock-relaxed",
            "no-lost-update",
            "L-02 (a lock that is taken without acquire)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            "ticket-lock-fenced",
            "An acquire fence after the plain load orders the critical section after it.")
        {
            HiddenUnder = ["tso"],
        },
        new(
            "ticket-lock-discards-result",
            "no-lost-update",
            "L-03 (an atomic whose result is discarded, and with it its acquire)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            "ticket-lock-uses-result",
            "An atomic whose result is used acquires.")
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
        new(
            "ticket-without-barriers",
            "no-lost-update",
            "L-37 (SeKVM, SOSP 2021, example 1: a ticket lock without barriers)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            "ticket-fenced-on-both-sides",
            "Fences at both ends of the critical section stand in for both orders.")
        {
            HiddenUnder = ["tso"],
        },
        new(
            "ticket-event-overtakes-store",
            "no-lost-wake-up",
            "L-05 (WFE: no barrier before the event, which comes before the store; right in any one order of all steps)",
            At(vcpus: 2, rounds: 1, memory: "armv8-lse"),
            "ticket-event-after-fence",
            "A full fence comes between the store and the event.")
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
}
