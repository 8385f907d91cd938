namespace Interlock.Semantics.Transitions;

/// <summary>The executions to which a liveness property applies.</summary>
public enum Fairness
{
    /// <summary>All executions.</summary>
    None,

    /// <summary>Weak fairness: executions in which an actor that is always enabled from some point on takes steps for ever.</summary>
    Weak,

    /// <summary>Strong fairness: executions in which an actor that is enabled infinitely often takes steps for ever.</summary>
    Strong,
}

/// <summary>A predicate on the words of a state.</summary>
/// <param name="state">The words of the state.</param>
public delegate bool StatePredicate(ReadOnlySpan<ulong> state);

/// <summary>
/// Something that must happen on every fair execution: whenever the trigger holds, the goal holds then or later. Without
/// a trigger, the goal holds infinitely often.
/// </summary>
/// <param name="Name">The property's name.</param>
/// <param name="Fairness">The executions to which it applies.</param>
/// <param name="Goal">The goal that must be reached.</param>
/// <param name="Trigger">The condition after which the goal is owed; null if the goal must hold infinitely often.</param>
public sealed record LivenessProperty(
    string Name, Fairness Fairness, StatePredicate Goal, StatePredicate? Trigger = null)
{
    /// <summary>The goal in words.</summary>
    public string Promise { get; init; } = Name;

    /// <summary>
    /// The index of the actor to which the goal is owed: the property is exercised if another actor takes a step meanwhile. Null if any
    /// step exercises it.
    /// </summary>
    public int? OwedTo { get; init; }
}

/// <summary>A liveness property of a <see cref="Model{TState}"/>; see <see cref="LivenessProperty"/>.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
/// <param name="Name">The property's name.</param>
/// <param name="Fairness">The executions to which it applies.</param>
/// <param name="Goal">The goal that must be reached.</param>
/// <param name="Trigger">The condition after which the goal is owed; null if the goal must hold infinitely often.</param>
public sealed record LivenessProperty<TState>(
    string Name, Fairness Fairness, Func<TState, bool> Goal, Func<TState, bool>? Trigger = null)
{
    /// <summary>The goal in words.</summary>
    public string Promise { get; init; } = Name;
}
