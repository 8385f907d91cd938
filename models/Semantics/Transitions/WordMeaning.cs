namespace Interlock.Semantics.Transitions;

/// <summary>The uses of words that readers know: how their values are decoded, and which violations concern them.</summary>
public enum WordKind
{
    /// <summary>A word that is shown as it is.</summary>
    Plain,

    /// <summary>The next ticket of a ticket lock.</summary>
    NextTicket,

    /// <summary>The ticket that a ticket lock serves.</summary>
    ServedTicket,

    /// <summary>A mutex.</summary>
    Mutex,

    /// <summary>A word of memory that code and guests use for data.</summary>
    Data,

    /// <summary>A word of memory that may be a descriptor of a translation table.</summary>
    Descriptor,

    /// <summary>The host's last-level descriptor of a page, which also records the page's owner.</summary>
    HostDescriptor,

    /// <summary>The number of guest mappings of a page.</summary>
    Shares,

    /// <summary>The status of a VM.</summary>
    VmStatus,

    /// <summary>The page of a VM's root table.</summary>
    VmRoot,

    /// <summary>A VM's VMID and its generation.</summary>
    Vmid,

    /// <summary>The number of a VM's references.</summary>
    VmReferences,

    /// <summary>The number of pages that a VM owns.</summary>
    VmOwnedPages,

    /// <summary>A VM's first spare table.</summary>
    VmFirstSpare,

    /// <summary>The number of a VM's spare tables.</summary>
    VmSpares,

    /// <summary>The status of a VM's vCPU.</summary>
    VmVcpu,

    /// <summary>The vCPU that a CPU has loaded.</summary>
    Loaded,

    /// <summary>The VMIDs that are taken, a bit each.</summary>
    VmidsTaken,

    /// <summary>The generation of VMIDs.</summary>
    VmidGeneration,

    /// <summary>The VTTBR_EL2 of a vCPU.</summary>
    Vttbr,

    /// <summary>The entries that a vCPU's TLB may hold.</summary>
    Tlb,

    /// <summary>The vCPUs that sleep, or that an event waits for.</summary>
    Waiting,
}

/// <summary>What a word of a state means to a reader.</summary>
/// <param name="Kind">Its use.</param>
/// <param name="Of">
/// The number of what it belongs to: of a page, for words of memory and of records of pages; of a VM, for words of VMs; of a vCPU, for
/// words of vCPUs; else zero.
/// </param>
public readonly record struct WordMeaning(WordKind Kind, int Of = 0);
