using Interlock.Mutate.Trials;

namespace Interlock.Mutate.Reach;

/// <summary>A scenario of the code as it is, and the ways that the code takes in it.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Taken">For each probe, whether the code came there.</param>
public sealed record ReachedScenario(TrialResult Result, IReadOnlyList<bool> Taken);
