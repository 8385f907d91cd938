using Interlock.Engine.Addresses;
using Interlock.Sync.Primitives;

namespace Interlock.Engine.Locks;

/// <summary>The locks of an engine.</summary>
public interface ILocks
{
    /// <summary>The VM table's.</summary>
    ILock VmTable { get; }

    /// <summary>The host's.</summary>
    ILock Host { get; }

    /// <summary>A VM's.</summary>
    ILock Vm(VmIndex vm);
}
