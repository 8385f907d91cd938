using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Models.Mutants.Availability;
using Interlock.Models.Mutants.TicketLocks;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Models.Isolation.Availability;

/// <summary>An engine's locks with others in place of its ticket locks, in the same words.</summary>
internal sealed class OtherLocks : ILocks
{
    private readonly MemoryMap map;
    private readonly Func<Address, Address, ILock> make;

    private OtherLocks(MemoryMap map, Func<Address, Address, ILock> make) => (this.map, this.make) = (map, make);

    /// <summary>The mutant and the near-miss, by name.</summary>
    public static IReadOnlyDictionary<string, Func<MemoryMap, ILocks>> All { get; } = new Dictionary<string, Func<MemoryMap, ILocks>>
    {
        ["engine-with-unfair-locks"] = map => new OtherLocks(map, (first, _) => new FlagLock(first)),
        ["engine-with-event-locks"] = map => new OtherLocks(map, (next, serving) => new WfeTicketLock(next, serving)),
    };

    /// <inheritdoc/>
    public ILock VmTable => new Mutex(map.VmTableMutex);

    /// <inheritdoc/>
    public ILock Host => Of(map.HostLock);

    /// <inheritdoc/>
    public ILock Vm(VmIndex vm) => Of(map.Vm(vm).Lock);

    private ILock Of(Address first) => make(first, new Address(first.Index + 1));
}
