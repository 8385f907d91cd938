using Interlock.Catalogue.Engine.Aborts;
using Interlock.Catalogue.Engine.Secrecy;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>What becomes of accesses that faulted.</summary>
internal static class AbortMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Aborts,
            "donate-share",
            "host-abort-looks-early",
            "vm-maps-own-or-borrowed",
            "K-14 (Linux 6.3: the notifier's sequence is read too late, and a mapping is made that is gone)",
            "The host maps a page that was given away between the look and the lock.",
            new Variation { HostAbort = core => new LooksBeforeLock(core) },
            NearMisses.LooksBeforeAndUnderLock),
        new(
            Family.Aborts,
            "concurrent-aborts",
            "host-abort-trusts-fault",
            "assertions",
            "P-20 (pKVM: the host's abort handler panics on a spurious fault)",
            "Two CPUs fault on one page; the second finds it mapped, and the engine panics.",
            new Variation { HostAbort = core => new TrustsTheFault(core) },
            NearMisses.LooksAtOwnerFirst)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Aborts,
            "teardown-run",
            "host-abort-maps-any",
            "vm-maps-own-or-borrowed",
            "X-01 (CVE-2022-23033: only the valid bit of an entry is looked at)",
            "The host maps pages of VMs and tables by touching them.",
            new Variation { HostAbort = core => new LooksAtValidOnly(core) },
            NearMisses.LooksAtOwnerFirst)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Aborts,
            "split-merge",
            "guest-abort-injects-spurious",
            "refinement",
            "H-03 (Hafnium 99d2d4c2: a fault between break and make is taken for the VM's own)",
            "A VM that touches a block while it is split gets an abort.",
            new Variation { GuestAbort = core => new InjectsSpurious(core) },
            NearMisses.ReadsEntryTwiceLocked)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Aborts,
            "unmap-access",
            "guest-abort-reads-twice",
            "refinement",
            "K-04 (Linux 2952a6070e07: an entry is read twice)",
            "What a fault meant is said of an entry that changes under the look.",
            new Variation { GuestAbort = core => new ReadsEntryTwice(core) },
            NearMisses.ReadsEntryTwiceLocked),
        new(
            Family.Aborts,
            "secret-exits",
            "device-write-lost",
            "guest-context",
            "I-FUNC (the host finds what a guest writes to a device)",
            "A guest writes to a device, and the host finds nothing to write.",
            new Variation { GuestAbort = core => new ExitsPassing(core, onRead: 0, onWrite: 0) },
            SecrecyMutants.ExitsClearingTwice)
        {
            Sizes = new Dictionary<string, int> { ["registers"] = 1 },
        },
    ];
}
