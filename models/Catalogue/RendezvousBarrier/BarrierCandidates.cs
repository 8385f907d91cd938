using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.Barriers;

/// <summary>The rendezvous barrier's mutants and benign variants by name.</summary>
internal static class BarrierCandidates
{
    /// <summary>How to put each in the place of the production barrier, given the parties and where generations wrap.</summary>
    public static IReadOnlyDictionary<string, Func<ConcurrentProgram, int, ulong, IBarrier>> All { get; } =
        new Dictionary<string, Func<ConcurrentProgram, int, ulong, IBarrier>>
        {
            ["barrier-without-generation"] = (program, parties, _) =>
                new WithoutGeneration(parties, program.Word("count"), program.Word("released")),

            // A generation of one bit: parties are never more than one generation apart.
            ["barrier-one-bit-generation"] = (program, parties, _) => Shipped(program, parties, 2),
            ["barrier-resets-late"] = Words((parties, count, generation) => new ResetsLate(parties, count, generation)),
            ["barrier-resets-by-subtraction"] =
                Words((parties, count, generation) => new ResetsBySubtraction(parties, count, generation)),
            ["barrier-reads-generation-late"] =
                Words((parties, count, generation) => new ReadsGenerationLate(parties, count, generation)),
            ["barrier-reads-generation-twice"] =
                Words((parties, count, generation) => new ReadsGenerationTwice(parties, count, generation)),
            ["barrier-first-releases"] =
                Words((parties, count, generation) => new FirstReleases(parties, count, generation)),
            ["barrier-counts-down"] = (program, parties, modulus) => new CountsDown(
                parties, program.Word("count", initial: (ulong)parties), program.Word("generation", modulus: modulus)),

            // One party is expected that will not come.
            ["barrier-expects-absent"] = (program, parties, modulus) => Shipped(program, parties + 1, modulus),
            ["barrier-arrives-for-absent"] = (program, parties, modulus) => new ArrivesForAbsent(
                parties, program.Word("count", initial: 1), program.Word("generation", modulus: modulus)),

            // One party comes that is not expected.
            ["barrier-forgets-one"] = (program, parties, modulus) => Shipped(program, Math.Max(1, parties - 1), modulus),
            ["barrier-split-count"] = Words((parties, count, generation) => new SplitCount(parties, count, generation)),
            ["barrier-counts-by-compare-exchange"] =
                Words((parties, count, generation) => new CountsByCompareExchange(parties, count, generation)),
            ["barrier-leaves-on-zero"] =
                Words((parties, count, generation) => new LeavesOnZero(parties, count, generation)),
            ["barrier-leaves-on-either"] =
                Words((parties, count, generation) => new LeavesOnEither(parties, count, generation)),
            ["barrier-count-is-hint"] = Words((parties, count, generation) => new CountIsHint(parties, count, generation)),
            ["barrier-keeps-count"] = Words((parties, count, generation) => new KeepsCount(parties, count, generation)),
            ["barrier-count-wraps-at-parties"] = (program, parties, modulus) => new KeepsCount(
                parties, program.Word("count", modulus: (ulong)parties), program.Word("generation", modulus: modulus)),
            ["barrier-never-releases"] =
                Words((parties, count, generation) => new NeverReleases(parties, count, generation)),
            ["barrier-releases-by-fetch-add"] =
                Words((parties, count, generation) => new ReleasesByFetchAdd(parties, count, generation)),
            ["barrier-looks-once"] = Words((parties, count, generation) => new LooksOnce(parties, count, generation)),
            ["barrier-wfe"] = Words((parties, count, generation) => new WfeBarrier(parties, count, generation)),

            // A count of two bits: a multiple of the parties only by chance.
            ["barrier-count-wraps"] = (program, parties, _) =>
                new NeverResets(parties, program.Word("count", modulus: 4)),
            ["barrier-count-wraps-at-multiple"] = (program, parties, _) =>
                new NeverResets(parties, program.Word("count", modulus: 2 * (ulong)parties)),
            ["barrier-shared-sense"] = (program, parties, _) => new SharedSense(
                parties, program.Word("count"), program.Word("released"), program.Word("sense", modulus: 2)),
            ["barrier-own-sense"] = (program, parties, _) =>
                new OwnSense(parties, program.Word("count"), program.Word("released"), Senses(program, parties)),
            ["barrier-reused-early"] = Words((parties, count, generation) => new ReusedEarly(parties, count, generation)),
            ["barrier-without-fence"] =
                Words((parties, count, generation) => new LeavesOnPlainLoad(parties, count, generation, MemoryOrder.Relaxed)),
            ["barrier-with-fence"] =
                Words((parties, count, generation) => new LeavesOnPlainLoad(parties, count, generation, MemoryOrder.Acquire)),
            ["barrier-stores-generation-twice"] =
                Words((parties, count, generation) => new StoresGenerationTwice(parties, count, generation)),
        };

    /// <summary>The production barrier.</summary>
    public static IBarrier Shipped(ConcurrentProgram program, int parties, ulong modulus) =>
        new RendezvousBarrier(parties, program.Word("count"), program.Word("generation", modulus: modulus));

    private static Func<ConcurrentProgram, int, ulong, IBarrier> Words(Func<int, Address, Address, IBarrier> make) =>
        (program, parties, modulus) =>
            make(parties, program.Word("count"), program.Word("generation", modulus: modulus));

    // One word a party, side by side.
    private static Address Senses(ConcurrentProgram program, int parties) =>
        Enumerable.Range(0, parties).Select(party => program.Word($"sense{party}")).ToList()[0];
}
