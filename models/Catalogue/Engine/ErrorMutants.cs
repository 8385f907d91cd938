using Interlock.Catalogue.Engine.Errors;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>Calls that are refused.</summary>
internal static class ErrorMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.ErrorPaths,
            "memory-calls",
            "donate-waits-for-page",
            "termination",
            "R-05 (TF-RMM 9747ed7e: an error path that waits for itself)",
            "A call that should be refused never returns.",
            new Variation { Donate = core => new DonatesWaiting(core) },
            NearMisses.DonatesAskingAgain)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 1 },
        },
        new(
            Family.ErrorPaths,
            "memory-calls",
            "unshare-without-asking",
            "no-run-time-error",
            "P-32 (KVM/arm64 7.1: what a call needs is not checked before it begins)",
            "A call with nothing to do throws.",
            new Variation { Unshare = core => new UnshareWithoutAsking(core) },
            NearMisses.UnshareBreaksTwice)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 1 },
        },
        new(
            Family.ErrorPaths,
            "memory-calls",
            "donate-counts-refused",
            "counts-exact",
            "R-06 (TF-RMM fa5d9b16: a state transition on the failing path)",
            "A page that was not given away is counted as the VM's, which can never be reclaimed.",
            new Variation { Donate = core => new DonatesCountingRefused(core) },
            NearMisses.DonatesCountingBack)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 1 },
        },
        new(
            Family.ErrorPaths,
            "memory-calls",
            "donate-half",
            "one-owner",
            "P-33 (pKVM 751d041a: a donation that fails leaves things in a bizarre state)",
            "A donation is refused, and the page is gone from the host.",
            new Variation { Donate = core => new DonatesHalf(core) },
            NearMisses.DonatesCountingBack)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 1 },
        },
        new(
            Family.ErrorPaths,
            "memory-calls",
            "donate-and-refuse",
            "idealized-steps",
            "R-06 (TF-RMM fa5d9b16: a state transition on the failing path)",
            "The host is told that it keeps a page that it has given away.",
            new Variation { Donate = core => new DonatesAndRefuses(core) },
            NearMisses.DonatesAskingAgain)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
        },
        new(
            Family.ErrorPaths,
            "map-unmap",
            "share-half",
            "shares-pair-up",
            "P-32 (Linux 4a9ee4fc: the capacity of the memcache is not checked before a share begins)",
            "A share is refused, and the page stays counted as lent.",
            new Variation { Share = core => new SharesHalf(core) },
            NearMisses.SharesAtMost)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.ErrorPaths,
            "teardown-create",
            "create-vcpu-keeps-lock",
            "refinement",
            "H-12 (Hafnium 67686054: the lock leaks on the path where nothing is found)",
            "A call that is refused keeps the VM table's lock: everybody waits for ever.",
            new Variation { CreateVcpu = core => new CreatesVcpuKeepingLock(core) },
            NearMisses.CreatesVcpuLookingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.ErrorPaths,
            "teardown-run",
            "put-unlocks-others",
            "refinement",
            "R-06 (TF-RMM 84c62c44: a spurious unlock)",
            "A call that is refused releases the lock that another CPU holds.",
            new Variation { PutVcpu = core => new PutsUnlockingOthers(core) },
            NearMisses.PutsLockingAlways),
        new(
            Family.ErrorPaths,
            "map-unmap",
            "share-locks-again",
            "lock-order",
            "R-05 (TF-RMM 9747ed7e: the lock is taken again on an error path)",
            "A CPU waits for ever for a lock that it holds itself.",
            new Variation { Share = core => new SharesLockingAgain(core) },
            NearMisses.SharesAtMost),
    ];
}
