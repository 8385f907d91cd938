namespace Interlock.Engine.Locks;

/// <summary>
/// The lock order: a CPU takes a lock only if every lock that it holds has a lower rank. So it never holds the locks of two VMs.
/// </summary>
public enum LockRank
{
    /// <summary>No lock.</summary>
    None,

    /// <summary>The VM table's mutex.</summary>
    VmTable,

    /// <summary>The host's ticket lock.</summary>
    Host,

    /// <summary>A VM's ticket lock.</summary>
    Vm,
}
