using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.Barriers;

/// <summary>
/// The rendezvous barrier's seeded bugs and benign variants: each makes a barrier, given the parties and where generations wrap.
/// </summary>
internal static class BarrierMutants
{
    private static readonly BenignVariant<Func<ConcurrentProgram, int, ulong, IBarrier>> CountAsHint = new(
        "barrier-count-is-hint",
        Words((parties, count, generation) => new CountIsHint(parties, count, generation)),
        "The count makes nobody leave.");

    public static IReadOnlyList<SeededBug<Func<ConcurrentProgram, int, ulong, IBarrier>>> All { get; } =
    [
        new(
            "barrier-without-generation",
            "progress",
            "L-15 (no generation: a fast party re-enters before a slow one has seen the release)",
            At(vcpus: 2, rounds: 2),
            (program, parties, _) => new WithoutGeneration(parties, program.Word("count"), program.Word("released")),
            // A generation of one bit: parties are never more than one generation apart.
            new(
                "barrier-one-bit-generation",
                (program, parties, _) => RendezvousBarrierScenario.Shipped(program, parties, 2),
                "Parties are never more than one generation apart, so one bit tells them apart.")),
        new(
            "barrier-resets-late",
            "progress",
            "L-19 (the counter is reset after the release flag)",
            At(vcpus: 2, rounds: 2),
            Words((parties, count, generation) => new ResetsLate(parties, count, generation)),
            new(
                "barrier-resets-by-subtraction",
                Words((parties, count, generation) => new ResetsBySubtraction(parties, count, generation)),
                "It is set back before anybody is let go, when nobody else can count.")),
        new(
            "barrier-reads-generation-late",
            "progress",
            "L-15 (glibc DESIGN-barrier: the event is read after the unlock)",
            At(vcpus: 2, rounds: 1),
            Words((parties, count, generation) => new ReadsGenerationLate(parties, count, generation)),
            new(
                "barrier-reads-generation-twice",
                Words((parties, count, generation) => new ReadsGenerationTwice(parties, count, generation)),
                "The generation is compared with the one read before arriving.")),
        new(
            "barrier-first-releases",
            "no-early-release",
            "L-15 (no generation: a party passes early)",
            At(vcpus: 2, rounds: 2),
            Words((parties, count, generation) => new FirstReleases(parties, count, generation)),
            new(
                "barrier-counts-down",
                (program, parties, modulus) => new CountsDown(
                    parties, program.Word("count", initial: (ulong)parties), program.Word("generation", modulus: modulus)),
                "There is one last party, whichever way it is counted.")),
        new(
            "barrier-expects-absent",
            "progress",
            "L-18 (the count includes a CPU that is not coming)",
            At(vcpus: 1, rounds: 1),
            // One party is expected that will not come.
            (program, parties, modulus) => RendezvousBarrierScenario.Shipped(program, parties + 1, modulus),
            ArrivesForAbsent("The absent party's arrival is counted in advance, in every round.")),
        new(
            "barrier-forgets-one",
            "no-early-release",
            "L-18 (the count does not include a CPU that was plugged in later)",
            At(vcpus: 2, rounds: 2),
            // One party comes that is not expected.
            (program, parties, modulus) => RendezvousBarrierScenario.Shipped(program, Math.Max(1, parties - 1), modulus),
            ArrivesForAbsent("One is added to the number expected and to the count.")),
        new(
            "barrier-split-count",
            "progress",
            "B-04 (Bao: cpu_sync_barrier counts non-atomically), L-16",
            At(vcpus: 2, rounds: 1),
            Words((parties, count, generation) => new SplitCount(parties, count, generation)),
            new(
                "barrier-counts-by-compare-exchange",
                Words((parties, count, generation) => new CountsByCompareExchange(parties, count, generation)),
                "The compare-exchange counts only if nobody came in between.")),
        new(
            "barrier-leaves-on-zero",
            "progress",
            "L-15 (no generation: a slow party waits for ever)",
            At(vcpus: 2, rounds: 2),
            Words((parties, count, generation) => new LeavesOnZero(parties, count, generation)),
            CountAsHint),
        new(
            "barrier-leaves-on-either",
            "no-early-release",
            "L-15 (no generation: a party passes early)",
            At(vcpus: 2, rounds: 3),
            Words((parties, count, generation) => new LeavesOnEither(parties, count, generation)),
            CountAsHint),
        new(
            "barrier-keeps-count",
            "progress",
            "B-04 (Bao: the count is never reset)",
            At(vcpus: 1, rounds: 2),
            Words((parties, count, generation) => new KeepsCount(parties, count, generation)),
            new(
                "barrier-count-wraps-at-parties",
                (program, parties, modulus) => new KeepsCount(
                    parties, program.Word("count", modulus: (ulong)parties), program.Word("generation", modulus: modulus)),
                "The count goes from the number of parties to zero by itself.")),
        new(
            "barrier-never-releases",
            "progress",
            "L-10 (DPDK 22023fd68b0f: a lost hand-off)",
            At(vcpus: 2, rounds: 1),
            Words((parties, count, generation) => new NeverReleases(parties, count, generation)),
            new(
                "barrier-releases-by-fetch-add",
                Words((parties, count, generation) => new ReleasesByFetchAdd(parties, count, generation)),
                "Only the last party writes the generation, so adding one stores what it would have stored.")),
        new(
            "barrier-looks-once",
            "no-early-release",
            "L-05 (WFE: an event is no proof)",
            At(vcpus: 2, rounds: 2),
            Words((parties, count, generation) => new LooksOnce(parties, count, generation)),
            new(
                "barrier-wfe",
                Words((parties, count, generation) => new WfeBarrier(parties, count, generation)),
                "Every event is followed by a look at the generation.")),
        new(
            "barrier-count-wraps",
            "no-early-release",
            "B-04 (Bao: the count wraps at no multiple of the parties)",
            At(vcpus: 3, rounds: 2),
            // A count of two bits: a multiple of the parties only by chance.
            (program, parties, _) => new NeverResets(parties, program.Word("count", modulus: 4)),
            new(
                "barrier-count-wraps-at-multiple",
                (program, parties, _) => new NeverResets(parties, program.Word("count", modulus: 2 * (ulong)parties)),
                "Rounds begin at multiples of the parties before and after the wrap.")),
        new(
            "barrier-shared-sense",
            "progress",
            "L-15 (barrier_no_sense)",
            At(vcpus: 2, rounds: 1),
            (program, parties, _) => new SharedSense(
                parties, program.Word("count"), program.Word("released"), program.Word("sense", modulus: 2)),
            new(
                "barrier-own-sense",
                (program, parties, _) => new OwnSense(
                    parties, program.Word("count"), program.Word("released"), Senses(program, parties)),
                "Each party reverses its own sense once a round, so all wait for the same.")),
        new(
            "barrier-reused-early",
            "progress",
            "L-17 (glibc 5886614: destroyed while waiters still read)",
            At(vcpus: 2, rounds: 1),
            Words((parties, count, generation) => new ReusedEarly(parties, count, generation)),
            new(
                "barrier-stores-generation-twice",
                Words((parties, count, generation) => new StoresGenerationTwice(parties, count, generation)),
                "Nobody can complete the next round without the party that stores.")),
        new(
            "barrier-without-fence",
            "assertions",
            "B-04 (Bao cpu_sync_barrier: no fence)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = 1, ["armv8-lse"] = 1 },
            Words((parties, count, generation) => new LeavesOnPlainLoad(parties, count, generation, MemoryOrder.Relaxed)),
            new(
                "barrier-with-fence",
                Words((parties, count, generation) => new LeavesOnPlainLoad(parties, count, generation, MemoryOrder.Acquire)),
                "An acquire fence after the loop orders what follows the barrier after it."))
        {
            HiddenUnder = ["tso"],
            Wrong = "a party that has left the barrier does not see what another wrote before it arrived",
        },
    ];

    private static Dictionary<string, int> At(int vcpus, int rounds) => new() { ["vcpus"] = vcpus, ["rounds"] = rounds };

    private static BenignVariant<Func<ConcurrentProgram, int, ulong, IBarrier>> ArrivesForAbsent(string harmless) => new(
        "barrier-arrives-for-absent",
        (program, parties, modulus) => new ArrivesForAbsent(
            parties, program.Word("count", initial: 1), program.Word("generation", modulus: modulus)),
        harmless);

    private static Func<ConcurrentProgram, int, ulong, IBarrier> Words(Func<int, Address, Address, IBarrier> make) =>
        (program, parties, modulus) =>
            make(parties, program.Word("count"), program.Word("generation", modulus: modulus));

    // One word a party, side by side.
    private static Address Senses(ConcurrentProgram program, int parties) =>
        Enumerable.Range(0, parties).Select(party => program.Word($"sense{party}")).ToList()[0];
}
