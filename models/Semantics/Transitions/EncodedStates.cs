using System.Collections.Concurrent;
using Interlock.Semantics.Programs;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// Numbers of states by all that they hold. What their class says of when two are equal does not count: it may leave out what makes them
/// behave differently. Objects in states are compared as those in locals are, so which of two equal ones it is counts too; for that,
/// each state is expanded twice (see <see cref="Identities"/>). Of states without references each is expanded once.
/// </summary>
/// <typeparam name="TState">The model's state.</typeparam>
/// <param name="model">The model.</param>
internal sealed class EncodedStates<TState>(Model<TState> model) : StateNumbers<TState>
    where TState : IEquatable<TState>
{
    private readonly ConcurrentDictionary<ulong[], ulong> numbers = new(new WordsByContent());
    private readonly Lazy<PlainStates<TState>> states = new(() => new PlainStates<TState>($"the model {model.GetType().Name}"));
    private readonly Lazy<Identities> identities = new(() =>
    {
        var known = new Identities();
        known.Add(model, "the model");
        return known;
    });

    [ThreadStatic]
    private static Encoding? scratch;

    public override IEnumerable<(ModelAction<TState> Action, ulong Number)> Reached(
        ulong? from, Func<IEnumerable<ModelAction<TState>>> actions) => PlainStates<TState>.MayReferToObjects
        ? ReachedTwice(from is { } number ? states.Value.Of(this[number]) : null, actions)
        : ReachedOnce(actions());

    private IEnumerable<(ModelAction<TState> Action, ulong Number)> ReachedOnce(IEnumerable<ModelAction<TState>> actions)
    {
        var known = numbers.GetAlternateLookup<ReadOnlySpan<ulong>>();
        foreach (var action in actions)
        {
            var encoding = scratch ??= new Encoding();
            encoding.Clear();
            states.Value.Encode(action.Next, encoding);
            yield return (
                action, known.TryGetValue(encoding.Words, out var number) ? number : Number(encoding.Words.ToArray(), action.Next));
        }
    }

    private IEnumerable<(ModelAction<TState> Action, ulong Number)> ReachedTwice(
        IEncoded? from, Func<IEnumerable<ModelAction<TState>>> actions)
    {
        using var first = actions().GetEnumerator();
        using var second = actions().GetEnumerator();
        IEnumerator<ModelAction<TState>>? third = null;
        try
        {
            for (var index = 0; first.MoveNext(); index++)
            {
                var (one, other) = (first.Current, second.MoveNext() ? second.Current : throw Differs());
                var content = Agree(from, one, other, out var isDoubtful);
                if (isDoubtful)
                {
                    // As for code: what the first has left with the framework, the second finds there.
                    third ??= Skip(actions().GetEnumerator(), index);
                    content = Agree(from, other, third.MoveNext() ? third.Current : throw Differs(), out _);
                }
                else
                {
                    third = third is null ? null : Skip(third, 1);
                }

                yield return (other, Number(content ?? throw Differs(), other.Next));
            }

            if (second.MoveNext())
            {
                throw Differs();
            }
        }
        finally
        {
            third?.Dispose();
        }
    }

    private ulong[]? Agree(IEncoded? from, ModelAction<TState> one, ModelAction<TState> other, out bool isDoubtful)
    {
        var content = identities.Value.Agree(from, states.Value.Of(one.Next), states.Value.Of(other.Next), out isDoubtful);
        return (one.Actor, one.Name, one.Breaks, one.Tries) == (other.Actor, other.Name, other.Breaks, other.Tries) ? content : null;
    }

    private ulong Number(ulong[] content, TState state) =>
        numbers.TryGetValue(content, out var known) ? known : numbers.GetOrAdd(content, Give(state));

    private static IEnumerator<ModelAction<TState>> Skip(IEnumerator<ModelAction<TState>> actions, int count)
    {
        while (count-- > 0 && actions.MoveNext())
        {
        }

        return actions;
    }

    private NondeterminismException Differs() => new(
        $"the model {model.GetType().Name} had other actions in a state when it was asked again. They may depend on nothing but the " +
        "state: no clock, no random numbers, nothing that changes.");
}
