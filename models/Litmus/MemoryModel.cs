namespace Interlock.Litmus;

/// <summary>What reads may see of writes.</summary>
public enum MemoryModel
{
    /// <summary>One order of all accesses (Lamport 1979).</summary>
    SequentialConsistency,

    /// <summary>x86-TSO: writes wait in store buffers (Owens, Sarkar and Sewell, TPHOLs 2009).</summary>
    TotalStoreOrder,

    /// <summary>Armv8, without executions in which a read sees what depends on it in program order (load buffering).</summary>
    Armv8,
}
