using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>
/// A recorded counterexample: the scenario, the choices, and what must be seen at each step. The schedule is all that
/// a replay needs; the rest is there to notice when the code no longer does what it did.
/// </summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Parameters">All its sizes.</param>
/// <param name="Memory">The machine's name.</param>
/// <param name="Variant">The mutant or benign variant; null for production code.</param>
/// <param name="Violation">What the last step breaks.</param>
/// <param name="Actors">Who takes steps, by index.</param>
/// <param name="Initial">Which initial state, from zero.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Final">The values of the last state.</param>
/// <param name="Loop">
/// The first step that repeats for ever, from zero; null if the execution ends. See <see cref="Verdicts.Counterexample"/>.
/// </param>
public sealed record Trace(
    string Scenario,
    IReadOnlyDictionary<string, int> Parameters,
    string Memory,
    string? Variant,
    Violation Violation,
    IReadOnlyList<string> Actors,
    int Initial,
    IReadOnlyList<Transition> Steps,
    IReadOnlyList<NamedValue> Final,
    int? Loop = null);
