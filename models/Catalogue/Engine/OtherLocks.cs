using Interlock.Catalogue.Locks;
using Interlock.Catalogue.TicketLocks;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.Engine;

/// <summary>An engine's locks with others in place of the production locks, in the same words.</summary>
internal sealed class OtherLocks : ILocks
{
    private readonly MemoryMap map;
    private readonly Func<Address, ILock> table;
    private readonly Func<Address, Address, ILock> tree;

    private OtherLocks(MemoryMap map, Func<Address, ILock>? table = null, Func<Address, Address, ILock>? tree = null)
    {
        this.map = map;
        this.table = table ?? (word => new FutexMutex(word));
        this.tree = tree ?? ((next, serving) => new TicketLock(next, serving));
    }

    /// <summary>The mutants and benign variants, by name: with another lock for the VM table, or for the table trees.</summary>
    public static IReadOnlyDictionary<string, Func<MemoryMap, ILocks>> All { get; } = new Dictionary<string, Func<MemoryMap, ILocks>>
    {
        ["engine-with-unfair-locks"] = map => new OtherLocks(map, tree: (first, _) => new FlagLock(first)),
        ["engine-with-event-locks"] = map => new OtherLocks(map, tree: (next, serving) => new WfeTicketLock(next, serving)),
        ["engine-with-polite-lock"] = map => new OtherLocks(map, table: word => new BacksOff(word)),
        ["engine-with-patient-lock"] = map => new OtherLocks(map, table: word => new BacksOffOnce(word)),
    };

    /// <inheritdoc/>
    public ILock VmTable => table(map.VmTableMutex);

    /// <inheritdoc/>
    public ILock Host => Of(map.HostLock);

    /// <inheritdoc/>
    public ILock Vm(VmIndex vm) => Of(map.Vm(vm).Lock);

    private ILock Of(Address first) => tree(first, new Address(first.Index + 1));
}
