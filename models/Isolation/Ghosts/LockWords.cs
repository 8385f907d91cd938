using Interlock.Isolation.Specifications;
using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Ghosts;

/// <summary>Which locks guard the components, and what an operation on their words does to them.</summary>
[Stateless("Tables that are filled while it is made, and only read from then on.")]
public sealed class LockWords
{
    private readonly Dictionary<Address, Component> ofWord = [];
    private readonly Dictionary<Address, Address> ticketOf = [];

    private LockWords(MemoryMap map, bool tickets)
    {
        ofWord[map.VmTableMutex] = Component.Table;
        Add(map.HostLock, Component.Host, tickets);
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            Add(map.Vm(new VmIndex(vm)).Lock, Component.Vm(vm), tickets);
        }
    }

    /// <summary>Whether some of them are ticket locks.</summary>
    public bool HasTickets => ticketOf.Count > 0;

    /// <summary>The words to watch.</summary>
    public IEnumerable<Address> Watched => ofWord.Keys;

    /// <summary>The engine's own: a mutex and ticket locks.</summary>
    public static LockWords Shipped(MemoryMap map) => new(map, tickets: true);

    /// <summary>Locks of one word each, the first one of the shipped lock: zero if it is free, anything else if it is held.</summary>
    public static LockWords OneWord(MemoryMap map) => new(map, tickets: false);

    /// <summary>The component of a watched word.</summary>
    public Component Of(Address word) => ofWord[word];

    /// <summary>What an operation on a watched word has done.</summary>
    public LockStep Seen(Observation step, Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var word = operation.Address;
        var (before, now) = (step.ReadBefore(word), step.Read(word));
        if (before == now)
        {
            return LockStep.None;
        }

        if (!ticketOf.TryGetValue(word, out var other))
        {
            return before == 0 ? LockStep.Taken : now == 0 ? LockStep.Freed : LockStep.None;
        }

        // Whoever draws or serves is in the queue no more or not yet, so equal tickets mean an empty queue even where they wrap.
        return operation.Kind == OperationKind.FetchAdd
            ? before == step.Read(other) ? LockStep.Taken : LockStep.None
            : now == step.Read(other) ? LockStep.Freed : LockStep.HandedOver;
    }

    /// <summary>
    /// Whether all locks are free. Where tickets wrap, a full queue looks like an empty one: so there must be fewer CPUs than tickets.
    /// </summary>
    public bool AreFree<TWords>(TWords words)
        where TWords : IWords, allows ref struct
    {
        foreach (var word in ofWord.Keys)
        {
            if (words.Read(word) != (ticketOf.TryGetValue(word, out var other) ? words.Read(other) : 0))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(Address first, Component component, bool ticket)
    {
        ofWord[first] = component;
        if (ticket)
        {
            var serving = new Address(first.Index + 1);
            ofWord[serving] = component;
            (ticketOf[first], ticketOf[serving]) = (serving, first);
        }
    }
}
