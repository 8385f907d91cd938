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
    /// <summary>What is found under each memory model, every property judged; empty for a bug that sequential consistency shows.</summary>
    public IReadOnlyDictionary<string, Lone> Models { get; init; } = new Dictionary<string, Lone>();

    /// <summary>Whether it was tried under another memory model than its own, where another property may be the first to break.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Whether the bug breaks the property that it should break, and something under those memory models that it says.</summary>
    public bool Killed => Report.Verdict == Verdict.Violated && (IsElsewhere || Report.Violation!.Property == Mutant.Property)
        && Models.All(model => model.Value.Caught == ModelMatrix.IsShown(Mutant, model.Key));

    /// <summary>Steps of the shortest counterexample; zero if there is none.</summary>
    public int Length => Report.Counterexample?.Schedule.Count ?? 0;
}
