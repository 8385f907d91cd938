using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Verdicts;

/// <summary>The result of a search.</summary>
public sealed record Report
{
    /// <summary>What is said.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What broke; null if nothing did.</summary>
    public Violation? Violation { get; init; }

    /// <summary>
    /// The shortest execution that breaks it, and of those the one with the smallest choices. Of random walks: what one of
    /// them came upon, shortened.
    /// </summary>
    public Counterexample? Counterexample { get; init; }

    /// <summary>The bound that cut the search; null if none did.</summary>
    public Bound? Bound { get; init; }

    /// <summary>The parts of the state that take ever new values, as far as that was looked for: if a bound cut the search.</summary>
    public IReadOnlyList<GrowingPlace> Growing { get; init; } = [];

    /// <summary>What was sampled; null if the search was meant to be complete.</summary>
    public Sampling? Sampling { get; init; }

    /// <summary>Why the search cannot be trusted; null if it can.</summary>
    public string? Error { get; init; }

    /// <summary>Distinct states. If a property is violated: those seen up to the shortest counterexample.</summary>
    public required long States { get; init; }

    /// <summary>Pairs of a state and an outcome of a step enabled in it.</summary>
    public required long Transitions { get; init; }

    /// <summary>The greatest distance from the start, breadth first; depth first, the longest path taken.</summary>
    public required int Depth { get; init; }

    /// <summary>How many states have each distance from the start, from zero; empty unless the search was breadth first.</summary>
    public IReadOnlyList<long> Depths { get; init; } = [];

    /// <summary>Time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Threads that expanded states.</summary>
    public required int Workers { get; init; }

    /// <summary>The most memory that the process has had, in bytes.</summary>
    public required long PeakMemory { get; init; }

    /// <summary>Bytes of the visited set when the search ended.</summary>
    public required long VisitedSetBytes { get; init; }

    /// <summary>
    /// The probability, at most, that two states shared a fingerprint and one of them was never seen; over the keys that the run could have
    /// drawn, for any states.
    /// </summary>
    public required double CollisionProbability { get; init; }

    /// <summary>What the key of fingerprints followed from; null if whole states were kept, or walks taken.</summary>
    public UInt128? Seed { get; init; }

    /// <summary>
    /// What holds in every execution, if it is verified: the properties that were judged and put to the test, each with how often. If it is
    /// an error because others never were, those that were. Else none: nothing is claimed of a search that ended before.
    /// </summary>
    public IReadOnlyList<JudgedProperty> Properties { get; init; } = [];

    /// <summary>What the environment was assumed not to do, and what was not looked at, a sentence each.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>How many different values each part of the states that is counted has had.</summary>
    public IReadOnlyDictionary<string, long> Distinct { get; init; } = new Dictionary<string, long>();

    /// <summary>How often each witness was seen.</summary>
    public required IReadOnlyDictionary<string, long> Witnesses { get; init; }

    /// <summary>What is said of a search that ended its process.</summary>
    /// <param name="error">Of what it died, in a sentence.</param>
    public static Report Died(string error) => new()
    {
        Verdict = Verdict.Error,
        Error = error,
        States = 0,
        Transitions = 0,
        Depth = 0,
        Elapsed = TimeSpan.Zero,
        Workers = 0,
        PeakMemory = 0,
        VisitedSetBytes = 0,
        CollisionProbability = 0,
        Witnesses = new Dictionary<string, long>(),
    };
}
