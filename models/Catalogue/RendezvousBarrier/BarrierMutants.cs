using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Barriers;

/// <summary>The rendezvous barrier's seeded bugs.</summary>
internal static class BarrierMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "barrier-without-generation",
            "progress",
            "L-15 (no generation: a fast party re-enters before a slow one has seen the release)",
            At(vcpus: 2, rounds: 2),
            "barrier-one-bit-generation",
            "Parties are never more than one generation apart, so one bit tells them apart."),
        new(
            "barrier-resets-late",
            "progress",
            "L-19 (the counter is reset after the release flag)",
            At(vcpus: 2, rounds: 2),
            "barrier-resets-by-subtraction",
            "It is set back before anybody is let go, when nobody else can count."),
        new(
            "barrier-reads-generation-late",
            "progress",
            "L-15 (glibc DESIGN-barrier: the event is read after the unlock)",
            At(vcpus: 2, rounds: 1),
            "barrier-reads-generation-twice",
            "The generation is compared with the one read before arriving."),
        new(
            "barrier-first-releases",
            "no-early-release",
            "L-15 (no generation: a party passes early)",
            At(vcpus: 2, rounds: 2),
            "barrier-counts-down",
            "There is one last party, whichever way it is counted."),
        new(
            "barrier-expects-absent",
            "progress",
            "L-18 (the count includes a CPU that is not coming)",
            At(vcpus: 1, rounds: 1),
            "barrier-arrives-for-absent",
            "The absent party's arrival is counted in advance, in every round."),
        new(
            "barrier-forgets-one",
            "no-early-release",
            "L-18 (the count does not include a CPU that was plugged in later)",
            At(vcpus: 2, rounds: 2),
            "barrier-arrives-for-absent",
            "One is added to the number expected and to the count."),
        new(
            "barrier-split-count",
            "progress",
            "B-04 (Bao: cpu_sync_barrier counts non-atomically), L-16",
            At(vcpus: 2, rounds: 1),
            "barrier-counts-by-compare-exchange",
            "The compare-exchange counts only if nobody came in between."),
        new(
            "barrier-leaves-on-zero",
            "progress",
            "L-15 (no generation: a slow party waits for ever)",
            At(vcpus: 2, rounds: 2),
            "barrier-count-is-hint",
            "The count makes nobody leave."),
        new(
            "barrier-leaves-on-either",
            "no-early-release",
            "L-15 (no generation: a party passes early)",
            At(vcpus: 2, rounds: 3),
            "barrier-count-is-hint",
            "The count makes nobody leave."),
        new(
            "barrier-keeps-count",
            "progress",
            "B-04 (Bao: the count is never reset)",
            At(vcpus: 1, rounds: 2),
            "barrier-count-wraps-at-parties",
            "The count goes from the number of parties to zero by itself."),
        new(
            "barrier-never-releases",
            "progress",
            "L-10 (DPDK 22023fd68b0f: a lost hand-off)",
            At(vcpus: 2, rounds: 1),
            "barrier-releases-by-fetch-add",
            "Only the last party writes the generation, so adding one stores what it would have stored."),
        new(
            "barrier-looks-once",
            "no-early-release",
            "L-05 (WFE: an event is no proof)",
            At(vcpus: 2, rounds: 2),
            "barrier-wfe",
            "Every event is followed by a look at the generation."),
        new(
            "barrier-count-wraps",
            "no-early-release",
            "B-04 (Bao: the count wraps at no multiple of the parties)",
            At(vcpus: 3, rounds: 2),
            "barrier-count-wraps-at-multiple",
            "Rounds begin at multiples of the parties before and after the wrap."),
        new(
            "barrier-shared-sense",
            "progress",
            "L-15 (barrier_no_sense)",
            At(vcpus: 2, rounds: 1),
            "barrier-own-sense",
            "Each party reverses its own sense once a round, so all wait for the same."),
        new(
            "barrier-reused-early",
            "progress",
            "L-17 (glibc 5886614: destroyed while waiters still read)",
            At(vcpus: 2, rounds: 1),
            "barrier-stores-generation-twice",
            "Nobody can complete the next round without the party that stores."),
        new(
            "barrier-without-fence",
            "assertions",
            "B-04 (Bao cpu_sync_barrier: no fence)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            "barrier-with-fence",
            "An acquire fence after the loop orders what follows the barrier after it.")
        {
            HiddenUnder = ["tso"],
            Wrong = "a party that has left the barrier does not see what another wrote before it arrived",
        },
    ];

    private static Dictionary<string, int> At(int vcpus, int rounds) => new() { ["vcpus"] = vcpus, ["rounds"] = rounds };
}
