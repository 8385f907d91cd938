namespace Interlock.Isolation.Specifications;

/// <summary>What the host has of a page.</summary>
public enum HostHolds
{
    /// <summary>It owns the page, alone. Whether it is mapped makes no difference: it is mapped when it is touched.</summary>
    Alone,

    /// <summary>It owns the page and lends it to VMs.</summary>
    Lends,

    /// <summary>A VM lends it the page.</summary>
    Borrows,

    /// <summary>Nothing: the engine owns the page.</summary>
    NothingOfEngine,

    /// <summary>Nothing: a VM owns the page.</summary>
    NothingOfVm,
}
