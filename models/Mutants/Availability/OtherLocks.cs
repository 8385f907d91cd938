using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Models.Mutants.Availability;

/// <summary>An engine's locks with others in place of its ticket locks, in the same words.</summary>
/// <param name="map">Where the words are.</param>
/// <param name="make">Makes a lock of the two words of a ticket lock.</param>
internal sealed class OtherLocks(MemoryMap map, Func<Address, Address, ILock> make) : ILocks
{
    public ILock VmTable => new Mutex(map.VmTableMutex);

    public ILock Host => Of(map.HostLock);

    public ILock Vm(VmIndex vm) => Of(map.Vm(vm).Lock);

    private ILock Of(Address first) => make(first, new Address(first.Index + 1));
}
