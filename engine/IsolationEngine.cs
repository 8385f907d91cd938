using Interlock.Engine.Aborts;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Engine.Vcpus;

namespace Interlock.Engine;

/// <summary>The isolation engine: every way into it. What each does is said where it is.</summary>
/// <param name="core">The parts that the calls use.</param>
public class IsolationEngine(Core core)
{
    /// <summary>Its memory.</summary>
    public MemoryMap Map => core.Map;

    /// <summary>The parts that the calls use.</summary>
    public Core Core => core;

    /// <summary>The host makes a VM.</summary>
    public virtual CreateVm CreateVm => new(core);

    /// <summary>The host ends a VM.</summary>
    public virtual DestroyVm DestroyVm => new(core);

    /// <summary>The host gets back a page of a VM that is gone.</summary>
    public virtual ReclaimPage ReclaimPage => new(core);

    /// <summary>The host gives a VM a vCPU.</summary>
    public virtual CreateVcpu CreateVcpu => new(core);

    /// <summary>The host loads a vCPU.</summary>
    public virtual LoadVcpu LoadVcpu => new(core);

    /// <summary>The host puts a vCPU back.</summary>
    public virtual PutVcpu PutVcpu => new(core);

    /// <summary>A CPU enters and leaves its guest.</summary>
    public virtual RunVcpu RunVcpu => new(core);

    /// <summary>The host gives a VM a page.</summary>
    public virtual HostDonateGuest HostDonateGuest => new(core);

    /// <summary>The host lends a VM a page.</summary>
    public virtual HostShareGuest HostShareGuest => new(core);

    /// <summary>The host takes back what it lent.</summary>
    public virtual HostUnshareGuest HostUnshareGuest => new(core);

    /// <summary>The host changes what a VM may do with what it lent.</summary>
    public virtual ChangePermissions ChangePermissions => new(core);

    /// <summary>A guest lends the host a page, and takes it back.</summary>
    public virtual GuestShareHost GuestShareHost => new(core);

    /// <summary>The host supplies tables, and gets spare ones back.</summary>
    public virtual TablePages TablePages => new(core);

    /// <summary>A block becomes a table.</summary>
    public virtual SplitBlock SplitBlock => new(core);

    /// <summary>A table becomes a block.</summary>
    public virtual MergeTable MergeTable => new(core);

    /// <summary>The host faulted.</summary>
    public virtual HostAbort HostAbort => new(core);

    /// <summary>A guest faulted.</summary>
    public virtual GuestAbort GuestAbort => new(core);
}
