namespace Interlock.Semantics.Scenarios;

/// <summary>Kinds of bugs.</summary>
public enum Family
{
    /// <summary>Locks, barriers and mutexes; and who takes them when.</summary>
    Locks,

    /// <summary>Writes of entries of stage 2 tables.</summary>
    Stage2Updates,

    /// <summary>What TLBs are told to forget.</summary>
    TlbMaintenance,

    /// <summary>Who has which VMID, and rollovers.</summary>
    Vmids,

    /// <summary>Whose a page is.</summary>
    Ownership,

    /// <summary>How VMs and vCPUs come and go.</summary>
    Lifecycle,

    /// <summary>What others see of something before it is whole, or after it is gone.</summary>
    Publication,

    /// <summary>Counts of references and shares.</summary>
    ReferenceCounts,

    /// <summary>Calls that are refused.</summary>
    ErrorPaths,

    /// <summary>What becomes of accesses that faulted.</summary>
    Aborts,

    /// <summary>What others learn of what is private.</summary>
    Secrecy,

    /// <summary>Who has the processor, and in which mode.</summary>
    Control,

    /// <summary>Who waits for ever, though everybody is scheduled.</summary>
    Availability,
}
