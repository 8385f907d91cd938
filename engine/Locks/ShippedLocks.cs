using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Engine.Locks;

/// <summary>A mutex for the VM table, whose holder may be long; ticket locks for the table trees.</summary>
public sealed class ShippedLocks(MemoryMap map) : ILocks
{
    /// <inheritdoc/>
    public ILock VmTable => new FutexMutex(map.VmTableMutex);

    /// <inheritdoc/>
    public ILock Host => Ticket(map.HostLock);

    /// <inheritdoc/>
    public ILock Vm(VmIndex vm) => Ticket(map.Vm(vm).Lock);

    private static TicketLock Ticket(Address first) => new(first, new Address(first.Index + 1));
}
