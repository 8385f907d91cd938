namespace Interlock.Semantics.Transitions;

/// <summary>
/// A model with states of any immutable type, such as C# records, and the actions enabled in each state. Two states are one if all that
/// they hold is equal and no code can tell them apart; what their own <c>Equals</c> says does not count.
/// Derive from it, state the properties, and explore <see cref="AsSystem"/>.
/// </summary>
/// <typeparam name="TState">The state; immutable, however deep.</typeparam>
public abstract class Model<TState>
    where TState : IEquatable<TState>
{
    /// <summary>The names of the actors, by index.</summary>
    public abstract IReadOnlyList<string> Actors { get; }

    /// <summary>The witnesses: names with a predicate that some reached state must satisfy.</summary>
    public virtual IReadOnlyList<(string Name, Func<TState, bool> Seen)> Witnesses => [];

    /// <summary>
    /// The situations that exercise the properties which actions may violate; at most 64. An action says in
    /// <see cref="ModelAction{TState}.Tries"/> which of them it is. A verdict claims no property that was never exercised.
    /// </summary>
    public virtual IReadOnlyList<Trial> Trials => [];

    /// <summary>The invariants: names with a predicate that every state must satisfy.</summary>
    public virtual IReadOnlyList<(string Name, Func<TState, bool> Holds)> Invariants => [];

    /// <summary>The goals that must stay reachable from every state: names with a predicate.</summary>
    public virtual IReadOnlyList<(string Name, Func<TState, bool> Met)> Goals => [];

    /// <summary>The liveness properties.</summary>
    public virtual IReadOnlyList<LivenessProperty<TState>> Liveness => [];

    /// <summary>The initial states.</summary>
    public abstract IEnumerable<TState> Initial();

    /// <summary>The actions enabled in a state, always in the same order.</summary>
    public abstract IEnumerable<ModelAction<TState>> Enabled(TState state);

    /// <summary>Whether a state without enabled actions is an end rather than a deadlock.</summary>
    public abstract bool MayEnd(TState state);

    /// <summary>The values of a state, for a reader: always the same number, in the same order.</summary>
    public virtual IReadOnlyList<NamedValue> Values(TState state) => [new("state", state.ToString() ?? string.Empty)];

    /// <summary>Whether it names values of a state, rather than showing it as one.</summary>
    internal bool HasOwnValues => GetType().GetMethod(nameof(Values))!.DeclaringType != typeof(Model<TState>);

    /// <summary>The model as an explorer sees it.</summary>
    public TransitionSystem AsSystem() => new ModelSystem<TState>(this);
}

/// <summary>An enabled action.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
/// <param name="Actor">The index of the actor.</param>
/// <param name="Name">The action, in words.</param>
/// <param name="Next">The state that it leads to.</param>
public readonly record struct ModelAction<TState>(int Actor, string Name, TState Next)
{
    /// <summary>The violation by this step, or null. Its property is one of the model's <see cref="Model{TState}.Trials"/>.</summary>
    public Violation? Breaks { get; init; }

    /// <summary>The <see cref="Model{TState}.Trials"/> of the model that the step is, one bit each.</summary>
    public ulong Tries { get; init; }
}
