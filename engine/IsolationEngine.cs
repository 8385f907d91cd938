using Interlock.Engine.Aborts;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Engine.Vcpus;

namespace Interlock.Engine;

/// <summary>The isolation engine: every way into it. What each does is said where it is.</summary>
/// <param name="map">Its memory.</param>
/// <param name="locks">Its locks.</param>
public sealed class IsolationEngine(MemoryMap map, ILocks locks)
{
    /// <summary>Its memory.</summary>
    public MemoryMap Map => map;

    /// <summary>What the calls are made of.</summary>
    public Core Core => new(map, locks);

    /// <summary>The host makes a VM.</summary>
    public CreateVm CreateVm => new(Core);

    /// <summary>The host ends a VM.</summary>
    public DestroyVm DestroyVm => new(Core);

    /// <summary>The host gets back a page of a VM that is gone.</summary>
    public ReclaimPage ReclaimPage => new(Core);

    /// <summary>The host gives a VM a vCPU.</summary>
    public CreateVcpu CreateVcpu => new(Core);

    /// <summary>The host loads a vCPU.</summary>
    public LoadVcpu LoadVcpu => new(Core);

    /// <summary>The host puts a vCPU back.</summary>
    public PutVcpu PutVcpu => new(Core);

    /// <summary>A CPU enters and leaves its guest.</summary>
    public RunVcpu RunVcpu => new(Core);

    /// <summary>The host gives a VM a page.</summary>
    public HostDonateGuest HostDonateGuest => new(Core);

    /// <summary>The host lends a VM a page.</summary>
    public HostShareGuest HostShareGuest => new(Core);

    /// <summary>The host takes back what it lent.</summary>
    public HostUnshareGuest HostUnshareGuest => new(Core);

    /// <summary>The host changes what a VM may do with what it lent.</summary>
    public ChangePermissions ChangePermissions => new(Core);

    /// <summary>A guest lends the host a page, and takes it back.</summary>
    public GuestShareHost GuestShareHost => new(Core);

    /// <summary>The host supplies tables, and gets spare ones back.</summary>
    public TablePages TablePages => new(Core);

    /// <summary>A block becomes a table.</summary>
    public SplitBlock SplitBlock => new(Core);

    /// <summary>A table becomes a block.</summary>
    public MergeTable MergeTable => new(Core);

    /// <summary>The host faulted.</summary>
    public HostAbort HostAbort => new(Core);

    /// <summary>A guest faulted.</summary>
    public GuestAbort GuestAbort => new(Core);
}
