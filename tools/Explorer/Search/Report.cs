using Interlock.Models.Systems;

namespace Interlock.Explorer.Search;

/// <summary>What a search can say in the end.</summary>
public enum Verdict
{
    /// <summary>Every execution was explored, and every property holds in all of them.</summary>
    Verified,

    /// <summary>A property does not hold; there is a counterexample.</summary>
    Violated,

    /// <summary>Nothing was found, but a bound kept the search from seeing everything.</summary>
    Incomplete,

    /// <summary>The search cannot be trusted: nothing is said about the program.</summary>
    Error,
}

/// <summary>The bound that kept a search from seeing everything.</summary>
/// <param name="Name">Which bound.</param>
/// <param name="Limit">Its value; seconds, states or steps.</param>
/// <param name="Cut">How often it cut an execution off.</param>
/// <param name="Left">How many known states were left unexpanded.</param>
public sealed record Bound(string Name, double Limit, long Cut, long Left);

/// <summary>One choice of a schedule: who takes a step, and with which of its outcomes.</summary>
/// <param name="Actor">Whose step, by index.</param>
/// <param name="Outcome">Which outcome, from zero.</param>
public readonly record struct Choice(int Actor, int Outcome);

/// <summary>A schedule that breaks a property, from an initial state.</summary>
/// <param name="Violation">What it breaks.</param>
/// <param name="Initial">Which initial state, from zero.</param>
/// <param name="Schedule">The choices, in order.</param>
/// <param name="Loop">
/// If the execution is infinite: the step from which on the schedule repeats for ever, counted from zero. The length of
/// the schedule if nobody can take a step at its end, and so nothing ever happens again.
/// </param>
public sealed record Counterexample(
    Violation Violation, int Initial, IReadOnlyList<Choice> Schedule, int? Loop = null);

/// <summary>The result of a search.</summary>
public sealed record Report
{
    /// <summary>What is said.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What broke; null if nothing did.</summary>
    public Violation? Violation { get; init; }

    /// <summary>The shortest execution that breaks it, and of those the one with the smallest choices.</summary>
    public Counterexample? Counterexample { get; init; }

    /// <summary>The bound that cut the search; null if none did.</summary>
    public Bound? Bound { get; init; }

    /// <summary>Why the search cannot be trusted; null if it can.</summary>
    public string? Error { get; init; }

    /// <summary>Distinct states. If a property is violated: those seen up to the shortest counterexample.</summary>
    public required long States { get; init; }

    /// <summary>Pairs of a state and an outcome of a step enabled in it.</summary>
    public required long Transitions { get; init; }

    /// <summary>The greatest distance from the start, breadth first; depth first, the longest path taken.</summary>
    public required int Depth { get; init; }

    /// <summary>Time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Threads that expanded states.</summary>
    public required int Workers { get; init; }

    /// <summary>The most memory that the process has had, in bytes.</summary>
    public required long PeakMemory { get; init; }

    /// <summary>Bytes of the visited set when the search ended.</summary>
    public required long VisitedSetBytes { get; init; }

    /// <summary>The probability that two states shared a fingerprint and one of them was never seen.</summary>
    public required double CollisionProbability { get; init; }

    /// <summary>How often each witness was seen.</summary>
    public required IReadOnlyDictionary<string, long> Witnesses { get; init; }
}
