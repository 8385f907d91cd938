using Interlock.Explorer;

namespace Interlock.CoyoteTests.Combined;

/// <summary>One way to explore a <see cref="MixedProgram"/>: what is reduced, and how it is searched.</summary>
internal sealed record Way(Reductions Reductions, SearchOrder Order, FingerprintKind Fingerprint, int Workers)
{
    private static readonly int[] WorkerCounts = [1, 1, 1, 2, 8];

    public SearchOptions Options => new(Order, Fingerprint, Workers);

    /// <summary>Draws one of the ways that a program admits.</summary>
    public static Way Draw(Random random, MixedProgram program) => Draw(random, Reduced(random, program));

    /// <summary>Draws how to search.</summary>
    public static Way Draw(Random random, Reductions reductions) => new(
        reductions,
        (SearchOrder)random.Next(2),
        (FingerprintKind)random.Next(3),
        WorkerCounts[random.Next(WorkerCounts.Length)]);

    /// <summary>What it is made of, to see that all of it was tried together.</summary>
    public IEnumerable<string> Parts() =>
    [
        Reductions.Merges
            ? "merged"
            : "not merged", $"exchanges {Reductions.Exchanges}", Order.ToString(), Fingerprint.ToString(), $"{Workers} workers",
    ];

    private static Reductions Reduced(Random random, MixedProgram program)
    {
        if (program.Demands.SpeakOfFairness)
        {
            return default;
        }

        return new Reductions(program.DeclaresLocks && random.Next(2) == 0, random.Next(program.VcpusAreAlike ? 3 : 2));
    }
}
