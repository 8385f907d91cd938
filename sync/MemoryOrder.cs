namespace Interlock.Sync;

/// <summary>The ordering that an access asks for, in the words of C++11 and the Arm ARM (B2.3).</summary>
public enum MemoryOrder
{
    /// <summary>Atomic, without ordering other accesses (LDR, STR).</summary>
    Relaxed,

    /// <summary>Later accesses stay after this load (LDAR).</summary>
    Acquire,

    /// <summary>Earlier accesses stay before this store (STLR).</summary>
    Release,

    /// <summary>Acquire and release of a read-modify-write (LDADDAL).</summary>
    AcquireRelease,

    /// <summary>All such accesses have one order, on which all vCPUs agree.</summary>
    SequentiallyConsistent,
}
