using Interlock.Catalogue.Engine.Locks;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>Who takes which locks, and in which order.</summary>
internal static class LockMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Locks,
            "map-unmap",
            "unshare-locks-vm-first",
            "lock-order",
            "R-05 (TF-RMM 5c18af34: two locks in the wrong order)",
            "Two CPUs wait for ever, each for the lock that the other holds.",
            new Variation { Unshare = core => new UnshareLocksVmFirst(core) },
            NearMisses.UnshareLocksTableToo),
        new(
            Family.Locks,
            "map-unmap",
            "share-without-vm-lock",
            "shares-pair-up",
            "X-02 (Xen 36a1c7c2: page tables are updated without a lock)",
            "A VM's table is written while others who hold its lock read it.",
            new Variation { Share = core => new SharesWithoutVmLock(core) },
            NearMisses.UnshareLocksTableToo),
        new(
            Family.Locks,
            "donate-share",
            "host-abort-without-lock",
            "tables-under-lock",
            "H-06 (Hafnium 3c0a90a9: the hypervisor's page table has no lock)",
            "The host's tables are written while another CPU, which holds their lock, gives the page away.",
            new Variation { HostAbort = core => new AbortsWithoutLock(core) },
            NearMisses.LooksAtOwnerFirst),
        new(
            Family.Locks,
            "teardown-run",
            "put-without-lock",
            "refinement",
            "R-06 (TF-RMM b28f4658: no lock on what CPUs share)",
            "A count of references is written while another CPU, which holds the lock, reads it.",
            new Variation { PutVcpu = core => new PutsWithoutLock(core) },
            NearMisses.PutsLockingAlways),
    ];
}
