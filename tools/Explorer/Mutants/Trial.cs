using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;

namespace Interlock.Explorer.Mutants;

/// <summary>The results of a seeded bug and of its benign variant.</summary>
/// <param name="Scenario">Where it was looked for.</param>
/// <param name="Mutant">The bug.</param>
/// <param name="Report">What was found, with every property judged, at the bug's sizes.</param>
/// <param name="Passed">Whether the benign variant was verified, at these sizes and at the default ones.</param>
/// <param name="Alone">Per property of the scenario what it finds alone; empty if that was not asked.</param>
public sealed record Trial(
    Scenario Scenario, Mutant Mutant, Report Report, bool Passed, IReadOnlyDictionary<string, Lone> Alone)
{
    /// <summary>Whether the bug breaks the property that it should break.</summary>
    public bool Killed => Report.Verdict == Verdict.Violated && Report.Violation!.Property == Mutant.Property;

    /// <summary>Steps of the shortest counterexample; zero if there is none.</summary>
    public int Length => Report.Counterexample?.Schedule.Count ?? 0;
}
