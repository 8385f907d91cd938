namespace Interlock.Isolation.Calls;

/// <summary>What a client asks of the engine.</summary>
public enum Call
{
    /// <summary>The host makes a VM: page.</summary>
    CreateVm,

    /// <summary>The host ends a VM: VM.</summary>
    DestroyVm,

    /// <summary>The host gets a page of a dead VM: page.</summary>
    ReclaimPage,

    /// <summary>The host gives a VM a vCPU: VM, vCPU in place of an IPA.</summary>
    CreateVcpu,

    /// <summary>The host loads a vCPU: VM, vCPU in place of an IPA.</summary>
    LoadVcpu,

    /// <summary>The host puts a vCPU back.</summary>
    PutVcpu,

    /// <summary>The host has its vCPU run.</summary>
    RunVcpu,

    /// <summary>The host gives a page: VM, page, IPA.</summary>
    Donate,

    /// <summary>The host lends a page: VM, page, IPA, whether it may be written.</summary>
    Share,

    /// <summary>The host takes back what it lent: VM, IPA.</summary>
    Unshare,

    /// <summary>The host changes permissions: VM, IPA, whether it may be written.</summary>
    Permit,

    /// <summary>The host supplies a table: VM, page.</summary>
    SupplyTable,

    /// <summary>The host gets a spare table: VM.</summary>
    ReturnTable,

    /// <summary>The host has a block split: VM, IPA.</summary>
    SplitBlock,

    /// <summary>The host has a table merged: VM, IPA.</summary>
    MergeTable,

    /// <summary>The guest lends a page: IPA.</summary>
    GuestShare,

    /// <summary>The guest takes back what it lent: IPA.</summary>
    GuestUnshare,

    /// <summary>The host faulted: page.</summary>
    HostAbort,

    /// <summary>The guest faulted: IPA; the access in place of a page.</summary>
    GuestAbort,
}
