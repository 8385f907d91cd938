using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Platform;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;

namespace Interlock.Engine.Parts;

/// <summary>The parts that calls use. A part can be replaced by a subclass, which every call then uses.</summary>
/// <param name="map">Where everything is.</param>
/// <param name="locks">The locks.</param>
public class Core(MemoryMap map, ILocks locks)
{
    /// <summary>Where everything is.</summary>
    public MemoryMap Map => map;

    /// <summary>The locks, in their order.</summary>
    public LockOrder Locks => new(locks);

    /// <summary>The VM table.</summary>
    public VmTable Vms => new(map);

    /// <summary>The VMs' tables.</summary>
    public GuestTables Guests => new(map);

    /// <summary>The VMs' spare tables.</summary>
    public TablePool Pool => new(map);

    /// <summary>Clears pages.</summary>
    public virtual Scrub Scrub => new(map);

    /// <summary>Allocates VMIDs.</summary>
    public virtual VmidAllocator Vmids => new(map, Locks);

    /// <summary>VMID rollover.</summary>
    public virtual Rollover Rollover => new(map, Locks);

    /// <summary>TLB maintenance on a CPU under a given regime.</summary>
    public virtual TlbMaintenance Tlbs(Vttbr current) => new(current);

    /// <summary>Writes table entries, on a CPU under a given regime.</summary>
    public virtual TableWriter Tables(Vttbr current) => new(Tlbs(current));

    /// <summary>The host's tables, for a CPU under a regime.</summary>
    public virtual HostTable Host(Vttbr current) => new(map, Tables(current));

    /// <summary>The counts of shares, for a CPU under a regime.</summary>
    public Shares Shares(Vttbr current) => new(map, Host(current));

    /// <summary>The VM that the host alleges.</summary>
    public Result<VmIndex> Decode(HostVm vm) => vm.Decode(map.Configuration.Vms);

    /// <summary>The page that the host alleges.</summary>
    public Result<PageIndex> Decode(HostPa page) => page.Decode((ulong)map.Configuration.Pages);

    /// <summary>The IPA of a VM's page, from an argument of the host.</summary>
    public Result<Ipa> Decode(HostIpa ipa) => ipa.Decode(map.Configuration.Guest.IpaLimit);
}
