namespace Interlock.Sync;

/// <summary>The ordering that an access asks for, in the words of C++11 and the Arm ARM (B2.3).</summary>
public enum MemoryOrder
{
    /// <summary>Atomic, but orders nothing else (LDR, STR).</summary>
    Relaxed,

    /// <summary>Later accesses stay behind this load (LDAR).</summary>
    Acquire,

    /// <summary>Earlier accesses stay before this store (STLR).</summary>
    Release,

    /// <summary>Both of a read-modify-write (LDADDAL).</summary>
    AcquireRelease,

    /// <summary>Takes its place in one order of all such accesses.</summary>
    SequentiallyConsistent,
}
