using Interlock.Catalogue.Engine.Ownership;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>Whose a page is, and what is in it when it changes hands.</summary>
internal static class OwnershipMutants
{
    private static readonly NearMiss CreatesScrubbingAgain = new(
        "create-scrubs-twice",
        new Variation { CreateVm = core => new CreatesScrubbingTwice(core, early: false) },
        "What is clear stays clear, and nothing is in the table yet.");

    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Ownership,
            "memory-calls",
            "create-without-annotation",
            "one-owner",
            "P-13 (pKVM init_vm_NO_UNMAP_DONATED)",
            "The root table of a VM stays the host's, which can write to it.",
            new Variation { CreateVm = core => new CreatesWithoutAnnotation(core) },
            NearMisses.CreatesStatusFirst)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 1 },
        },
        new(
            Family.Ownership,
            "memory-calls",
            "donate-without-owner-check",
            "one-owner",
            "P-12 (pKVM do_donate_OMIT_host_initiate_donation)",
            "The host gives away what is not its own: here a VM's own root table.",
            new Variation { Donate = core => new DonatesWithoutOwnerCheck(core) },
            NearMisses.DonatesPlaceFirst)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 1 },
        },
        new(
            Family.Ownership,
            "memory-calls",
            "unshare-compares-with-itself",
            "refinement",
            "S-11 (seL4 9a58a37d6: a check that compares a value with itself)",
            "The host takes a page back that it had given away.",
            new Variation { Unshare = core => new UnshareComparesWithItself(core) },
            NearMisses.UnshareForgetsAll)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
        },
        new(
            Family.Ownership,
            "memory-calls",
            "permit-without-state-check",
            "refinement",
            "P-23 (pKVM 985bb51f17ab: the state of a page is not checked)",
            "The host takes a permission for a page that is the VM's own.",
            new Variation { Permit = core => new PermitsWithoutStateCheck(core) },
            NearMisses.PermitsWhatIsPermitted)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
        },
        new(
            Family.Ownership,
            "memory-calls",
            "reclaim-from-the-living",
            "one-owner",
            "B-02 (Bao mem_unmap: pages are freed before they are unmapped)",
            "The host has a page that a VM owns and maps.",
            new Variation { ReclaimPage = core => new ReclaimsFromTheLiving(core) },
            NearMisses.ReclaimsClearingTwice)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
        },
        new(
            Family.Ownership,
            "donate-share",
            "share-without-owner-check",
            "vm-maps-own-or-borrowed",
            "P-11 (pKVM do_share_OMIT_CHECKS)",
            "The host lends a VM what it gave another one.",
            new Variation { Share = core => new SharesWithoutOwnerCheck(core) },
            NearMisses.SharesAtMost)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Ownership,
            "guest-share",
            "guest-share-as-owner",
            "vm-maps-own-or-borrowed",
            "P-15 (pKVM host_share_hyp_WRONG_COMPLETER)",
            "What a VM lent the host, the host has as what it lent itself.",
            new Variation { GuestShare = core => new GuestSharesAsOwner(core) },
            NearMisses.GuestUnsharesMarkingFirst)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Ownership,
            "guest-share",
            "guest-unshare-for-host",
            "vm-maps-own-or-borrowed",
            "H-14 (Hafnium 2e14ebe8: the wrong state after a relinquish)",
            "What a VM took back is recorded as the host's, which maps it when it touches it.",
            new Variation { GuestShare = core => new GuestUnsharesForHost(core) },
            NearMisses.GuestUnsharesMarkingFirst)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Ownership,
            "split-merge",
            "supply-without-annotation",
            "one-owner",
            "P-28 (CVE-2026-98466: pages of pKVM's stacks stay in the host's stage 2)",
            "A table stays in reach of the host, which can write entries of its own.",
            new Variation { TablePages = core => new SuppliesWithoutAnnotation(core) },
            NearMisses.SuppliesScrubbingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Ownership,
            "teardown-run",
            "reclaim-uncleared",
            "scrubbed",
            "H-14 (Hafnium d89f5d43: the end of a buffer is not cleared)",
            "The host reads what a dead VM wrote at the end of a page.",
            new Variation { ReclaimPage = core => new ReclaimsUncleared(core) },
            NearMisses.ReclaimsClearingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Ownership,
            "lifecycle-calls",
            "create-scrubs-next-page",
            "memory-safety",
            "P-17 (pKVM: clearing what is not aligned hits a neighbour)",
            "The engine clears a page of the host's.",
            new Variation { CreateVm = core => new CreatesScrubbingNext(core) },
            NearMisses.ScrubsBackwards)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 2 },
        },
        new(
            Family.Ownership,
            "lifecycle-calls",
            "create-scrubs-too-early",
            "memory-safety",
            "H-14 (Hafnium 4b846eb8: memory is cleared that is not there to be cleared)",
            "The engine clears a page while the host has it.",
            new Variation { CreateVm = core => new CreatesScrubbingTwice(core, early: true) },
            CreatesScrubbingAgain)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
        },
    ];
}
