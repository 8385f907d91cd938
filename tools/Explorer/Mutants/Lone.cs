namespace Interlock.Explorer.Mutants;

/// <summary>What one property finds alone, with none of the others judged.</summary>
/// <param name="Caught">Whether it finds the bug; null if the search ended before that was known.</param>
/// <param name="Length">Steps of the shortest counterexample; zero if there is none.</param>
/// <param name="States">States that were seen: up to the counterexample, or in all.</param>
/// <param name="Elapsed">Time taken.</param>
public readonly record struct Lone(bool? Caught, int Length, long States, TimeSpan Elapsed);
