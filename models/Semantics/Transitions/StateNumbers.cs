using System.Collections.Concurrent;
using System.Threading;
using Interlock.Semantics.Programs;

namespace Interlock.Semantics.Transitions;

/// <summary>The states of a model so far, by number.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
internal abstract class StateNumbers<TState>
    where TState : IEquatable<TState>
{
    private readonly ConcurrentDictionary<ulong, TState> states = new();
    private long count;

    /// <summary>How many numbers were given.</summary>
    public long Count => Volatile.Read(ref count);

    /// <summary>The state of a number.</summary>
    public TState this[ulong number] => states[number];

    /// <summary>The numbers for a model: states of the shipped assemblies say themselves when they are equal, as reviewed.</summary>
    public static StateNumbers<TState> Of(Model<TState> model) =>
        ShippedAssemblies.Include(model.GetType().Assembly) && ShippedAssemblies.Include(typeof(TState).Assembly)
            ? new EqualStates<TState>() : new EncodedStates<TState>(model);

    /// <summary>The actions, each with the number of the state that it leads to.</summary>
    /// <param name="from">The number of the state in which they are taken; null for those that lead to the initial states.</param>
    /// <param name="actions">The actions: the same ones each time.</param>
    public abstract IEnumerable<(ModelAction<TState> Action, ulong Number)> Reached(
        ulong? from, Func<IEnumerable<ModelAction<TState>>> actions);

    /// <summary>A new number for a state. Two workers may take two for one state; the one that is kept elsewhere is the state's.</summary>
    protected ulong Give(TState state)
    {
        var number = (ulong)Interlocked.Increment(ref count);
        states[number] = state;
        return number;
    }
}
