namespace Interlock.Isolation.Idealized;

/// <summary>
/// The actions. Their names in VirtualCert are in brackets. What changes nothing is no action here: the hypervisor's reading
/// (read_hyper), and silent, which only <see cref="Runs.Attendance"/> needs: that an OS can compute for ever.
/// </summary>
public enum ActionKind
{
    /// <summary>The OS reads at a virtual page [read].</summary>
    Read,

    /// <summary>The OS writes a value at a virtual page [write].</summary>
    Write,

    /// <summary>The OS asks the hypervisor for something, and waits [hcall].</summary>
    Hypercall,

    /// <summary>The OS, a trusted one, goes into the other mode [chmod].</summary>
    ChangeMode,

    /// <summary>The hypervisor gives control back to the OS that waits [ret_ctrl].</summary>
    Return,

    /// <summary>The hypervisor maps a virtual page to a physical one in the OS's current table [new].</summary>
    Map,

    /// <summary>The hypervisor takes a virtual page out of the OS's current table [del].</summary>
    Unmap,

    /// <summary>The hypervisor makes another table of the OS current [lswitch].</summary>
    SwitchTable,

    /// <summary>The hypervisor makes a bare page of the OS a table or data [page_pin].</summary>
    Pin,

    /// <summary>The hypervisor makes a page of the OS bare again [page_unpin].</summary>
    Unpin,

    /// <summary>The hypervisor, at any time, gives the OS a machine page that is nobody's, at a physical page.</summary>
    Assign,

    /// <summary>The hypervisor, at any time, takes a bare page from the OS: it is nobody's.</summary>
    Release,

    /// <summary>The hypervisor, asked or by an interrupt, gives the processor to another OS [switch].</summary>
    Switch,

    /// <summary>The hypervisor, at any time, takes a machine page that is nobody's for itself.</summary>
    Retain,

    /// <summary>The hypervisor, at any time, gives a machine page of its own up.</summary>
    Discard,

    /// <summary>The hypervisor, at any time, writes to a machine page of its own [write_hyper].</summary>
    WriteOwn,

    /// <summary>The hardware drops what TLB and cache hold of a virtual page.</summary>
    Evict,
}
