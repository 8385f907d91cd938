using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Clients.Races;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>The races, one by one.</summary>
public static class Races
{
    /// <summary>Every race, in the order in which they are listed.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new RaceScenario(
            "map-unmap",
            "CPUs lend a VM the same page at the same place and take it back, each as if it were alone.",
            cpus => Flat(cpus, pages: 2, vms: 1, vcpus: 1),
            (host, guest) => new MapUnmap(host, guest),
            ["Share: ok", "Share: Exists", "Unshare: ok", "Unshare: NotFound"],
            "no-foreign-access", "own-regime", "no-stale-table", "no-orphan-vmid", "break-before-make", "scrubbed", "counts-exact",
            "one-vmid-one-root", "no-lost-wake-up"),
        new RaceScenario(
            "unmap-access",
            "The host takes a page back from a guest that uses it on another CPU, uses the page, and lends it again.",
            cpus => Flat(cpus, pages: 2, vms: 1, vcpus: 2),
            (host, guest) => new UnmapAccess(host, guest),
            ["Unshare: ok", "Share: ok", "GuestAbort: NeedsMemory", "GuestAbort: Retry"],
            "no-stale-table", "scrubbed", "no-lost-wake-up"),
        new RaceScenario(
            "donate-share",
            "The host gives a page to one VM while another CPU lends the same page to another VM.",
            cpus => Flat(cpus, pages: 3, vms: 2, vcpus: 1),
            (host, guest) => new DonateShare(host, guest),
            ["Donate: ok", "Donate: NotPermitted", "Share: ok", "Share: NotPermitted", "ReclaimPage: ok"],
            "own-regime", "no-orphan-vmid", "one-vmid-one-root", "no-lost-wake-up"),
        new RaceScenario(
            "permit-fault",
            "The host takes and gives a permission while a guest on another CPU writes, fetches and faults.",
            cpus => Flat(cpus, pages: 2, vms: 1, vcpus: 2),
            (host, guest) => new PermitFault(host, guest),
            ["Permit: ok", "GuestAbort: NeedsPermission", "GuestAbort: Retry", "GuestAbort: Injected"],
            "no-stale-table", "break-before-make", "scrubbed", "no-lost-wake-up"),
        new RaceScenario(
            "split-merge",
            "The host merges a guest's table into a block and splits it again while the guest writes on another CPU.",
            cpus => new Configuration(5, cpus, 1, 2, new Geometry(3, 2), new Geometry(3, 2), 1, 2, 1),
            (host, guest) => new SplitMerge(host, guest),
            ["MergeTable: ok", "SplitBlock: ok", "ReturnTable: ok", "GuestAbort: Retry"],
            "shares-pair-up", "no-lost-wake-up"),
        new RaceScenario(
            "teardown-run",
            "The host ends a VM, gets its memory back and makes it anew while other CPUs load, run and put its vCPU.",
            cpus => new Configuration(3, cpus, 1, 1, new Geometry(2, 2), new Geometry(2, 2), 1, 2, 2),
            (host, guest) => new TeardownRun(host, guest),
            [
                "DestroyVm: ok", "DestroyVm: Busy", "ReclaimPage: ok", "LoadVcpu: ok", "LoadVcpu: NotFound", "GuestShare: ok",
                "HostAbort: Mapped",
            ]),
        new RaceScenario(
            "teardown-create",
            "CPUs make VMs, run them and end them; pages, positions and VMIDs go from one to the other.",
            cpus => Flat(cpus, pages: 2, vms: 1, vcpus: 1),
            (host, guest) => new TeardownCreate(host, guest),
            ["CreateVm: ok", "CreateVm: NoMemory", "DestroyVm: ok", "DestroyVm: NotFound"],
            "no-stale-table"),
        new RaceScenario(
            "rollover-load",
            "Each CPU runs a VM of its own, or both the same one, and there are fewer VMIDs than VMs.",
            cpus => new Configuration(4, cpus, 2, 2, new Geometry(2, 2), new Geometry(1, 2), 1, 2, 1),
            (host, guest) => new RolloverLoad(host, guest),
            ["RunVcpu: ok"],
            "break-before-make", "scrubbed"),
        new RaceScenario(
            "concurrent-aborts",
            "Guests on all CPUs fault on one page, which each host supplies or takes away; the hosts fault on it too.",
            cpus => Flat(cpus, pages: 2, vms: 1, vcpus: 3),
            (host, guest) => new ConcurrentAborts(host, guest),
            ["GuestAbort: NeedsMemory", "GuestAbort: Retry", "HostAbort: Mapped", "HostAbort: Retry", "Share: Exists"],
            "no-stale-table", "scrubbed"),
        new RaceScenario(
            "guest-share",
            "A guest lends the host a page and takes it back while the host reads and writes it on another CPU.",
            cpus => Flat(cpus, pages: 2, vms: 1, vcpus: 1),
            (host, guest) => new GuestShareAccess(host, guest),
            ["GuestShare: ok", "GuestUnshare: ok", "HostAbort: Injected", "HostAbort: Retry"],
            "own-regime", "no-stale-table", "scrubbed", "no-lost-wake-up"),
    ];

    // One level of two entries for VMs; the host's tree has as many levels as its memory needs.
    private static Configuration Flat(int cpus, int pages, int vms, int vcpus) => new(
        pages, cpus, vms, vcpus, new Geometry(pages <= 2 ? 1 : 2, 2), new Geometry(1, 2), vms, 2, 2);
}
