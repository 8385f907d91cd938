namespace Interlock.Semantics.Transitions;

/// <summary>
/// A model in plain states: C# records, or anything else that compares by value, with the actions that are enabled in
/// each. Derive from it, say what must hold, and explore <see cref="AsSystem"/>.
/// </summary>
/// <typeparam name="TState">The state; immutable, and equal by value.</typeparam>
public abstract class Model<TState>
    where TState : IEquatable<TState>
{
    /// <summary>Who takes steps.</summary>
    public abstract IReadOnlyList<string> Actors { get; }

    /// <summary>What must have been seen, as names with a predicate on states.</summary>
    public virtual IReadOnlyList<(string Name, Func<TState, bool> Seen)> Witnesses => [];

    /// <summary>
    /// What must have been seen of the properties that actions may break, at most 64 things: an action says which of them it shows in
    /// <see cref="ModelAction{TState}.Tries"/>. A verdict claims no property that was never put to the test.
    /// </summary>
    public virtual IReadOnlyList<Trial> Trials => [];

    /// <summary>What must hold in every state, as names with a predicate.</summary>
    public virtual IReadOnlyList<(string Name, Func<TState, bool> Holds)> Invariants => [];

    /// <summary>What must stay reachable from every state, as names with a predicate.</summary>
    public virtual IReadOnlyList<(string Name, Func<TState, bool> Met)> Goals => [];

    /// <summary>What must happen on every fair execution.</summary>
    public virtual IReadOnlyList<LivenessProperty<TState>> Liveness => [];

    /// <summary>The states to begin in.</summary>
    public abstract IEnumerable<TState> Initial();

    /// <summary>The actions enabled in a state, always in the same order.</summary>
    public abstract IEnumerable<ModelAction<TState>> Enabled(TState state);

    /// <summary>Whether a state without enabled actions is an end rather than a deadlock.</summary>
    public abstract bool MayEnd(TState state);

    /// <summary>The values of a state, for a reader: always as many, in the same order.</summary>
    public virtual IReadOnlyList<NamedValue> Values(TState state) => [new("state", state.ToString() ?? string.Empty)];

    /// <summary>The model as an explorer sees it.</summary>
    public TransitionSystem AsSystem() => new ModelSystem<TState>(this);
}

/// <summary>An enabled action.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
/// <param name="Actor">Whose action it is, by index.</param>
/// <param name="Name">What it does.</param>
/// <param name="Next">The state that it leads to.</param>
public readonly record struct ModelAction<TState>(int Actor, string Name, TState Next)
{
    /// <summary>What taking the step breaks; null if nothing. Its property is one of the model's <see cref="Model{TState}.Trials"/>.</summary>
    public Violation? Breaks { get; init; }

    /// <summary>Which of the model's <see cref="Model{TState}.Trials"/> the step shows, a bit each.</summary>
    public ulong Tries { get; init; }
}
