using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping;

/// <summary>
/// The states of a model that is not code on vCPUs, compared by all that they hold: whatever their class says of when two of them are
/// equal, code can look into them.
/// </summary>
/// <typeparam name="TState">The type of the states.</typeparam>
public sealed class PlainStates<TState>
{
    private readonly Action<TState, Encoding> append;

    /// <summary>Prepares for the type of the states.</summary>
    /// <param name="model">What a reader calls the model.</param>
    /// <exception cref="UnsupportedStateException">States of the type can be changed, or cannot be compared.</exception>
    public PlainStates(string model)
    {
        var (state, into) = (Expression.Parameter(typeof(TState), "state"), Expression.Parameter(typeof(Encoding), "into"));
        append = Expression.Lambda<Action<TState, Encoding>>(FieldEncoding.Of(state, into, Owner.OfStates(model)), state, into).Compile();
    }

    /// <summary>Whether states may refer to objects, which code could tell apart by reference.</summary>
    public static bool MayReferToObjects => RuntimeHelpers.IsReferenceOrContainsReferences<TState>();

    /// <summary>Appends a state.</summary>
    /// <exception cref="UnsupportedStateException">The state can be changed, or cannot be compared.</exception>
    public void Encode(TState state, Encoding into) => append(state, into);

    /// <summary>A state, to be appended.</summary>
    public IEncoded Of(TState state) => new Encoded(this, state);

    private sealed class Encoded(PlainStates<TState> states, TState state) : IEncoded
    {
        public void Encode(Encoding into) => states.Encode(state, into);
    }
}
