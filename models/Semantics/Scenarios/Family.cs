namespace Interlock.Semantics.Scenarios;

/// <summary>The families of mutants.</summary>
public enum Family
{
    /// <summary>Locks, barriers and mutexes, and the order in which they are taken.</summary>
    Locks,

    /// <summary>Writes of entries of stage 2 tables.</summary>
    Stage2Updates,

    /// <summary>TLB maintenance.</summary>
    TlbMaintenance,

    /// <summary>Allocation of VMIDs, and rollovers.</summary>
    Vmids,

    /// <summary>Ownership of pages.</summary>
    Ownership,

    /// <summary>Creation and destruction of VMs and vCPUs.</summary>
    Lifecycle,

    /// <summary>Objects that are visible before they are initialized, or after they are freed.</summary>
    Publication,

    /// <summary>Counts of references and shares.</summary>
    ReferenceCounts,

    /// <summary>Paths of refused calls.</summary>
    ErrorPaths,

    /// <summary>Resolution of faulting accesses.</summary>
    Aborts,

    /// <summary>Leaks of private values.</summary>
    Secrecy,

    /// <summary>Control of the processor, and its mode.</summary>
    Control,

    /// <summary>Waiting for ever under fair scheduling.</summary>
    Availability,
}
