using System.Collections.Concurrent;

namespace Interlock.Semantics.Transitions;

/// <summary>Numbers of states whose own equality is known to compare all that code can see of them.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
internal sealed class EqualStates<TState> : StateNumbers<TState>
    where TState : IEquatable<TState>
{
    private readonly ConcurrentDictionary<TState, ulong> numbers = new();

    public override IEnumerable<(ModelAction<TState> Action, ulong Number)> Reached(
        ulong? from, Func<IEnumerable<ModelAction<TState>>> actions)
    {
        foreach (var action in actions())
        {
            var state = action.Next;
            yield return (action, numbers.TryGetValue(state, out var known) ? known : numbers.GetOrAdd(state, Give(state)));
        }
    }
}
