namespace Interlock.Isolation.Symmetries;

/// <summary>What names a word of the engine's memory, or of its machine's, holds.</summary>
internal enum WordRole
{
    /// <summary>None.</summary>
    Plain,

    /// <summary>The host's entry for a page: the page, or who owns it.</summary>
    HostEntry,

    /// <summary>A word of a page: a descriptor, a link between spare tables, or data, which is zero or dirt and names nothing.</summary>
    OfPage,

    /// <summary>The page of a VM's root table, if the VM is active.</summary>
    Root,

    /// <summary>One more than a page.</summary>
    FirstSpare,

    /// <summary>Two more than a CPU, or less.</summary>
    Vcpu,

    /// <summary>A VM and one of its vCPUs.</summary>
    Loaded,

    /// <summary>What a CPU's TLB may hold.</summary>
    Tlb,

    /// <summary>The page of a root table, with a VMID.</summary>
    Vttbr,

    /// <summary>The pages of root tables that a CPU may still use.</summary>
    Earlier,

    /// <summary>What a CPU's barriers have not made certain.</summary>
    Maintenance,

    /// <summary>One more than the CPU that holds a lock, or zero.</summary>
    Lock,

    /// <summary>A bit for each CPU.</summary>
    Cpus,
}
