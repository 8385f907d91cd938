namespace Interlock.Models.Isolation.Symmetries;

/// <summary>What names a word of the engine's memory, or of its machine's, holds.</summary>
internal enum WordRole
{
    /// <summary>None.</summary>
    Plain,

    /// <summary>The host's entry for a page: the page, or who owns it.</summary>
    HostEntry,

    /// <summary>A word of a page: a descriptor or a link between spare tables if the page is a table, else data.</summary>
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
}
