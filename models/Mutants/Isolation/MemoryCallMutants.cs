using Interlock.Engine;
using Interlock.Models.Isolation;
using Interlock.Models.Scenarios;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Seeded bugs in calls that move memory.</summary>
internal static class MemoryCallMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "create-without-annotation",
            "one-owner",
            "P-13 (pKVM init_vm_NO_UNMAP_DONATED)",
            new Dictionary<string, int> { ["pages"] = 1 },
            "create-status-first",
            "Both words are written under the locks."),
        new(
            "donate-without-owner-check",
            "one-owner",
            "P-12 (pKVM do_donate_OMIT_host_initiate_donation)",
            new Dictionary<string, int> { ["pages"] = 1 },
            "donate-place-first",
            "Of two reasons to refuse, any may be named."),
        new(
            "donate-counts-first",
            "counts-exact",
            "R-06 (TF-RMM fa5d9b16: a state transition on the failing path)",
            new Dictionary<string, int> { ["pages"] = 1 },
            "donate-counts-back",
            "Nobody sees the count before it is taken back."),
        new(
            "share-without-limit",
            "refinement",
            "P-25 (pKVM: the guard of host_share_guest_count)",
            new Dictionary<string, int> { ["pages"] = 2, ["shares"] = 1 },
            "share-at-most",
            "The count never is above the limit."),
        new(
            "unshare-forgets-count",
            "shares-pair-up",
            "R-06 (TF-RMM 15fc44e4: a reference count that is wrong after unmapping)",
            new Dictionary<string, int> { ["pages"] = 2 },
            "unshare-breaks-twice",
            "What is gone goes again."),
        new(
            "unshare-keeps-mapping",
            "vm-maps-own-or-borrowed",
            "P-02 (pKVM kvm_clear_pte_MISSING_WRITE)",
            new Dictionary<string, int> { ["pages"] = 2 },
            "unshare-forgets-all",
            "Every translation of the VM includes the page's."),
        new(
            "permit-without-state-check",
            "refinement",
            "P-23 (pKVM 985bb51f17ab: the state of a page is not checked)",
            new Dictionary<string, int> { ["pages"] = 2 },
            "permit-what-is-permitted",
            "Writing what is there already changes nothing."),
        new(
            "donate-and-refuse",
            "idealized-steps",
            "R-06 (TF-RMM fa5d9b16: a state transition on the failing path)",
            new Dictionary<string, int> { ["pages"] = 2 },
            "donate-asks-again",
            "Asked again, the engine refuses again."),
    ];

    /// <summary>Who makes the calls in each.</summary>
    public static IReadOnlyDictionary<string, Func<IsolationEngine, HostCalls>> Candidates { get; } =
        new Dictionary<string, Func<IsolationEngine, HostCalls>>
        {
            ["create-without-annotation"] = engine => new CreatesWithoutAnnotation(engine),
            ["create-status-first"] = engine => new CreatesStatusFirst(engine),
            ["donate-without-owner-check"] = engine => new DonatesWithoutOwnerCheck(engine),
            ["donate-place-first"] = engine => new DonatesPlaceFirst(engine),
            ["donate-counts-first"] = engine => new DonatesCountingFirst(engine),
            ["donate-counts-back"] = engine => new DonatesCountingBack(engine),
            ["share-without-limit"] = engine => new SharesWithoutLimit(engine),
            ["share-at-most"] = engine => new SharesAtMost(engine),
            ["unshare-forgets-count"] = engine => new UnshareForgetsCount(engine),
            ["unshare-breaks-twice"] = engine => new UnshareBreaksTwice(engine),
            ["unshare-keeps-mapping"] = engine => new UnshareKeepsMapping(engine),
            ["unshare-forgets-all"] = engine => new UnshareForgetsAll(engine),
            ["permit-without-state-check"] = engine => new PermitsWithoutStateCheck(engine),
            ["donate-and-refuse"] = engine => new DonatesAndRefuses(engine),
            ["donate-asks-again"] = engine => new DonatesAskingAgain(engine),
            ["permit-what-is-permitted"] = engine => new PermitsWhatIsPermitted(engine),
        };
}
