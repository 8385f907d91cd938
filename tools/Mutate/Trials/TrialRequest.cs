using Interlock.Mutate.Sources;

namespace Interlock.Mutate.Trials;

/// <summary>A scenario to explore.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="MaxStates">States after which to stop; zero for no bound.</param>
/// <param name="MaxSeconds">Seconds after which to stop.</param>
public sealed record TrialRequest(string Scenario, long MaxStates, double MaxSeconds);

/// <summary>A changed program, and what to explore of it until something breaks.</summary>
/// <param name="Room">Which room is changed.</param>
/// <param name="Edits">How; nothing is the production program.</param>
/// <param name="Trials">The scenarios, the cheapest first.</param>
public sealed record BenchRequest(string Room, IReadOnlyList<Edit> Edits, IReadOnlyList<TrialRequest> Trials);

/// <summary>What came of it.</summary>
/// <param name="Errors">Why the change is no program; empty if it is one.</param>
/// <param name="Results">What came of each scenario that was explored, in order.</param>
public sealed record BenchAnswer(IReadOnlyList<string> Errors, IReadOnlyList<TrialResult> Results);
