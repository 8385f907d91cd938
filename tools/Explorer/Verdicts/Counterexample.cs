using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Verdicts;

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
    Violation Violation, int Initial, IReadOnlyList<Choice> Schedule, int? Loop = null)
{
    /// <summary>
    /// Whether no execution with fewer steps breaks the property; the steps that repeat for ever count once. An infinite execution for
    /// which a bounded effort did not tell is short, and nothing more.
    /// </summary>
    public bool IsShortest { get; init; } = true;
}
