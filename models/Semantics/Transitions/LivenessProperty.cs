namespace Interlock.Semantics.Transitions;

/// <summary>Which executions a liveness property speaks of.</summary>
public enum Fairness
{
    /// <summary>All of them.</summary>
    None,

    /// <summary>Those in which an actor that from some point on is always enabled takes steps again and again.</summary>
    Weak,

    /// <summary>Those in which an actor that is enabled again and again takes steps again and again.</summary>
    Strong,
}

/// <summary>A predicate on states as an explorer sees them.</summary>
/// <param name="state">The words of the state.</param>
public delegate bool StatePredicate(ReadOnlySpan<ulong> state);

/// <summary>
/// Something that must happen on every fair execution: whenever the trigger holds, the goal holds then or later. Without
/// a trigger, the goal holds infinitely often.
/// </summary>
/// <param name="Name">The property's name.</param>
/// <param name="Fairness">On which executions.</param>
/// <param name="Goal">What must happen.</param>
/// <param name="Trigger">After what it must happen; null if again and again, whatever happens.</param>
public sealed record LivenessProperty(
    string Name, Fairness Fairness, StatePredicate Goal, StatePredicate? Trigger = null)
{
    /// <summary>The goal in words.</summary>
    public string Promise { get; init; } = Name;

    /// <summary>
    /// The actor to which the goal is owed, by index: the property is put to the test where another one takes a step meanwhile. Null where
    /// any step will do.
    /// </summary>
    public int? OwedTo { get; init; }
}

/// <summary>A liveness property of a <see cref="Model{TState}"/>; see <see cref="LivenessProperty"/>.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
/// <param name="Name">The property's name.</param>
/// <param name="Fairness">On which executions.</param>
/// <param name="Goal">What must happen.</param>
/// <param name="Trigger">After what it must happen; null if again and again, whatever happens.</param>
public sealed record LivenessProperty<TState>(
    string Name, Fairness Fairness, Func<TState, bool> Goal, Func<TState, bool>? Trigger = null)
{
    /// <summary>The goal in words.</summary>
    public string Promise { get; init; } = Name;
}
