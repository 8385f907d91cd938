using Interlock.Engine.Aborts;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Isolation.Harness;

namespace Interlock.Catalogue.Engine.Variants;

/// <summary>An engine in which another part replaces a production part: a null property keeps the production part.</summary>
internal sealed record Variation
{
    public Func<Vttbr, TlbMaintenance>? Tlbs { get; init; }

    public Func<TlbMaintenance, TableWriter>? Tables { get; init; }

    public Func<MemoryMap, TableWriter, HostTable>? Host { get; init; }

    public Func<MemoryMap, Scrub>? Scrub { get; init; }

    public Func<MemoryMap, LockOrder, VmidAllocator>? Vmids { get; init; }

    public Func<MemoryMap, LockOrder, Rollover>? Rollover { get; init; }

    public Func<Core, CreateVm>? CreateVm { get; init; }

    public Func<Core, DestroyVm>? DestroyVm { get; init; }

    public Func<Core, ReclaimPage>? ReclaimPage { get; init; }

    public Func<Core, CreateVcpu>? CreateVcpu { get; init; }

    public Func<Core, LoadVcpu>? LoadVcpu { get; init; }

    public Func<Core, PutVcpu>? PutVcpu { get; init; }

    public Func<Core, RunVcpu>? RunVcpu { get; init; }

    public Func<Core, HostDonateGuest>? Donate { get; init; }

    public Func<Core, HostShareGuest>? Share { get; init; }

    public Func<Core, HostUnshareGuest>? Unshare { get; init; }

    public Func<Core, ChangePermissions>? Permit { get; init; }

    public Func<Core, GuestShareHost>? GuestShare { get; init; }

    public Func<Core, TablePages>? TablePages { get; init; }

    public Func<Core, SplitBlock>? SplitBlock { get; init; }

    public Func<Core, MergeTable>? MergeTable { get; init; }

    public Func<Core, HostAbort>? HostAbort { get; init; }

    public Func<Core, GuestAbort>? GuestAbort { get; init; }

    /// <summary>The engine that differs by this.</summary>
    public EngineVariant OfEngine => new((map, locks) => new VariedEngine(new VariedCore(map, locks, this), this));
}
