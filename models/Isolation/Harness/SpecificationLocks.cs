using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Sync.Primitives;

namespace Interlock.Isolation.Harness;

/// <summary>
/// What the engine may rely on of its locks and no more: one step to take, one to release. The ticket lock and the mutex do as much,
/// which their own scenarios show.
/// </summary>
internal sealed class SpecificationLocks(MemoryMap map) : ILocks
{
    /// <inheritdoc/>
    public ILock VmTable => new SpecificationLock(map.VmTableMutex);

    /// <inheritdoc/>
    public ILock Host => new SpecificationLock(map.HostLock);

    /// <inheritdoc/>
    public ILock Vm(VmIndex vm) => new SpecificationLock(map.Vm(vm).Lock);
}
