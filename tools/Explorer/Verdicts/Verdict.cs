namespace Interlock.Explorer.Verdicts;

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
