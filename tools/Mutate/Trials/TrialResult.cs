namespace Interlock.Mutate.Trials;

/// <summary>What can come of exploring a scenario of a changed program.</summary>
public enum Conclusion
{
    /// <summary>Every execution was explored and nothing was found.</summary>
    Verified,

    /// <summary>A property broke; there is a counterexample.</summary>
    Violated,

    /// <summary>It was not verified for another reason: something was never seen, or the code cannot be explored.</summary>
    Refused,

    /// <summary>There were far more states than the production program has, and nothing was found among those that were seen.</summary>
    Unclosed,

    /// <summary>The process that explored it died.</summary>
    Crashed,
}

/// <summary>What came of exploring a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Conclusion">What came of it.</param>
/// <param name="Detail">The property that broke, the bound that was met, or the reason.</param>
/// <param name="States">States explored; up to a counterexample, if there is one.</param>
/// <param name="Depth">Steps of the counterexample, or the greatest distance from the start.</param>
/// <param name="Seconds">Time taken.</param>
public sealed record TrialResult(string Scenario, Conclusion Conclusion, string Detail, long States, int Depth, double Seconds);
