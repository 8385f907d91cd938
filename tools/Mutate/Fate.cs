using Interlock.Mutate.Trials;

namespace Interlock.Mutate;

/// <summary>What came of a change.</summary>
public enum Fate
{
    /// <summary>A property broke, and there is a counterexample.</summary>
    Killed,

    /// <summary>
    /// Nothing broke, but no check would have said <c>verified</c>: a witness is never seen, or the code cannot be explored.
    /// </summary>
    Refused,

    /// <summary>It brought the explorer down.</summary>
    Crashed,

    /// <summary>Nothing broke in far more states than the production program has; the rest was not seen.</summary>
    Unclosed,

    /// <summary>Everything was verified.</summary>
    Survived,

    /// <summary>It does not compile.</summary>
    NoProgram,

    /// <summary>It was not tried: only weak memory could tell, which is not explored yet.</summary>
    Waits,
}

/// <summary>A change and what came of it.</summary>
/// <param name="Mutation">The change.</param>
/// <param name="Results">The scenarios that were explored with it.</param>
/// <param name="Errors">Why it does not compile; empty if it does.</param>
public sealed record Outcome(Mutation Mutation, IReadOnlyList<TrialResult> Results, IReadOnlyList<string> Errors)
{
    /// <summary>In a word.</summary>
    public Fate Fate =>
        Mutation.Expectation == Expectation.Waits ? Fate.Waits
        : Errors.Count > 0 ? Fate.NoProgram
        : Has(Conclusion.Violated) ? Fate.Killed
        : Has(Conclusion.Crashed) ? Fate.Crashed
        : Has(Conclusion.Refused) ? Fate.Refused
        : Has(Conclusion.Unclosed) ? Fate.Unclosed
        : Fate.Survived;

    /// <summary>Whether it is what must come of such a change; if nothing does, somebody must say why.</summary>
    public bool IsAsExpected => Fate is Fate.NoProgram or Fate.Waits || (Mutation.Expectation == Expectation.Passed
        ? Fate == Fate.Survived
        : Fate is Fate.Killed or Fate.Refused or Fate.Crashed);

    /// <summary>The scenario that decided, and what it said.</summary>
    public string Because => Results.LastOrDefault(result => result.Conclusion is not Conclusion.Verified) is { } result
        ? $"{result.Scenario}: {result.Detail}"
        : "-";

    private bool Has(Conclusion conclusion) => Results.Any(result => result.Conclusion == conclusion);
}
