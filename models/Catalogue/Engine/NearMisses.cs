using Interlock.Catalogue.Engine.Aborts;
using Interlock.Catalogue.Engine.Errors;
using Interlock.Catalogue.Engine.Lifecycle;
using Interlock.Catalogue.Engine.Locks;
using Interlock.Catalogue.Engine.Ownership;
using Interlock.Catalogue.Engine.Publication;
using Interlock.Catalogue.Engine.Secrecy;
using Interlock.Catalogue.Engine.Tables;
using Interlock.Catalogue.Engine.Tlbs;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Catalogue.Engine.Vmids;

namespace Interlock.Catalogue.Engine;

/// <summary>The benign variants: each differs from the production engine and breaks no property.</summary>
internal static class NearMisses
{
    public static NearMiss LocallyFirst { get; } = new(
        "forgets-locally-first",
        new Variation { Tlbs = current => new ForgetsLocallyFirst(current) },
        "The broadcast TLBIs follow.");

    public static NearMiss Everything { get; } = new(
        "forgets-everything",
        new Variation { Tlbs = current => new ForgetsEverything(current) },
        "Everything includes what the VM has.");

    public static NearMiss StrongerDsb { get; } = new(
        "forgets-after-stronger-dsb",
        new Variation { Tlbs = current => new ForgetsAfterStrongerDsb(current) },
        "A DSB more orders more.");

    public static NearMiss MoreIsbs { get; } = new(
        "leaves-with-more-isbs",
        new Variation { Tlbs = current => new LeavesWithMoreIsbs(current) },
        "An ISB more synchronizes more.");

    public static NearMiss EntersTwice { get; } = new(
        "enters-regime-twice",
        new Variation { Tlbs = current => new EntersTwice(current) },
        "The second write writes what is there.");

    public static NearMiss BreaksForgettingAll { get; } = new(
        "unmap-forgets-all",
        new Variation { Tables = tlbs => new BreaksForgettingAll(tlbs) },
        "Every translation of the VM includes the page's.");

    public static NearMiss BreaksTableTwice { get; } = new(
        "breaks-table-twice",
        new Variation { Tables = tlbs => new BreaksTableTwice(tlbs) },
        "What is gone goes again.");

    public static NearMiss PermitsTwice { get; } = new(
        "permit-twice",
        new Variation { Tables = tlbs => new PermitsTwice(tlbs) },
        "The second time changes nothing.");

    public static NearMiss GivesTwice { get; } = new(
        "gives-twice",
        new Variation { Host = (map, tables) => new GivesTwice(map, tables) },
        "The second time changes nothing.");

    public static NearMiss UnshareBreaksTwice { get; } = new(
        "unshare-breaks-twice",
        new Variation { Unshare = core => new UnshareBreaksTwice(core) },
        "What is gone goes again.");

    public static NearMiss SplitsAfterTwoBreaks { get; } = new(
        "split-after-two-breaks",
        new Variation { SplitBlock = core => new SplitsAfterTwoBreaks(core) },
        "The table is made after the second.");

    public static NearMiss MergesScrubbingFirst { get; } = new(
        "merge-scrubs-first",
        new Variation { MergeTable = core => new MergesScrubbingFirst(core) },
        "Nobody can come to the table any more.");

    public static NearMiss LeavesKeepingTwice { get; } = new(
        "leave-keeps-registers-twice",
        new Variation { RunVcpu = core => new LeavesRegisters(core, saves: 2, clears: 1) },
        "The second time changes nothing.");

    public static NearMiss SuppliesScrubbingTwice { get; } = new(
        "supply-scrubs-twice",
        new Variation { TablePages = core => new SuppliesScrubbingTwice(core) },
        "What is clear stays clear.");

    public static NearMiss ScrubsBackwards { get; } = new(
        "scrub-backwards",
        new Variation { Scrub = map => new ScrubsBackwards(map) },
        "Nobody else sees the page meanwhile.");

    public static NearMiss SharesAtMost { get; } = new(
        "share-at-most",
        new Variation { Share = core => new SharesAtMost(core) },
        "The count never is above the limit.");

    public static NearMiss UnshareForgetsAll { get; } = new(
        "unshare-forgets-all",
        new Variation { Unshare = core => new UnshareForgetsAll(core) },
        "Every translation of the VM includes the page's.");

    public static NearMiss RollsOverForgettingTwice { get; } = new(
        "roll-over-forgetting-twice",
        new Variation { Rollover = (map, locks) => new RollsOverForgettingTwice(map, locks) },
        "The TLBs forget everything once more, which they may do at any time.");

    public static NearMiss AsksTwice { get; } = new(
        "vmid-asked-twice",
        new Variation { Vmids = (map, locks) => new AsksTwice(map, locks) },
        "Nobody takes it away in between.");

    public static NearMiss DestroysFreeingTwice { get; } = new(
        "destroy-frees-twice",
        new Variation { DestroyVm = core => new DestroysFreeingTwice(core) },
        "Nobody is given it in between.");

    public static NearMiss CreatesStatusFirst { get; } = new(
        "create-status-first",
        new Variation { CreateVm = core => new CreatesStatusFirst(core) },
        "Both words are written under the locks.");

    public static NearMiss DonatesPlaceFirst { get; } = new(
        "donate-place-first",
        new Variation { Donate = core => new DonatesPlaceFirst(core) },
        "Of two reasons to refuse, any may be named.");

    public static NearMiss PermitsWhatIsPermitted { get; } = new(
        "permit-what-is-permitted",
        new Variation { Permit = core => new PermitsWhatIsPermitted(core) },
        "Writing what is there already changes nothing.");

    public static NearMiss GuestUnsharesMarkingFirst { get; } = new(
        "guest-unshare-marks-first",
        new Variation { GuestShare = core => new GuestUnsharesMarkingFirst(core) },
        "Both entries are written under the locks.");

    public static NearMiss ReclaimsClearingTwice { get; } = new(
        "reclaim-clears-twice",
        new Variation { ReclaimPage = core => new ReclaimsClearingTwice(core) },
        "What is clear stays clear.");

    public static NearMiss DestroysByVcpus { get; } = new(
        "destroy-by-vcpus",
        new Variation { DestroyVm = core => new DestroysByVcpus(core) },
        "As many vCPUs are loaded as are counted.");

    public static NearMiss DestroysLookingTwice { get; } = new(
        "destroy-looks-twice",
        new Variation { DestroyVm = core => new DestroysLookingTwice(core) },
        "Nobody writes in between.");

    public static NearMiss LoadsLookingTwice { get; } = new(
        "load-looks-twice",
        new Variation { LoadVcpu = core => new LoadsLookingTwice(core) },
        "Nobody writes in between.");

    public static NearMiss CreatesVcpuLookingTwice { get; } = new(
        "create-vcpu-looks-twice",
        new Variation { CreateVcpu = core => new CreatesVcpuLookingTwice(core) },
        "Nobody writes in between.");

    public static NearMiss DonatesCountingBack { get; } = new(
        "donate-counts-back",
        new Variation { Donate = core => new DonatesCountingBack(core) },
        "Nobody sees the count before it is taken back.");

    public static NearMiss DonatesAskingAgain { get; } = new(
        "donate-asks-again",
        new Variation { Donate = core => new DonatesAskingAgain(core) },
        "Asked again, the engine refuses again.");

    public static NearMiss PutsLockingAlways { get; } = new(
        "put-locks-always",
        new Variation { PutVcpu = core => new PutsLockingAlways(core) },
        "It releases what it took.");

    public static NearMiss LooksBeforeAndUnderLock { get; } = new(
        "host-abort-looks-before-and-under-lock",
        new Variation { HostAbort = core => new LooksBeforeAndUnderLock(core) },
        "What is done follows from what is read under the lock.");

    public static NearMiss LooksAtOwnerFirst { get; } = new(
        "host-abort-looks-at-owner-first",
        new Variation { HostAbort = core => new LooksAtOwnerFirst(core) },
        "A page is mapped, or owned, or neither.");

    public static NearMiss ReadsEntryTwiceLocked { get; } = new(
        "guest-abort-reads-twice-locked",
        new Variation { GuestAbort = core => new ReadsEntryTwiceLocked(core) },
        "Nobody writes it in between.");

    public static NearMiss UnshareLocksTableToo { get; } = new(
        "unshare-locks-table-too",
        new Variation { Unshare = core => new UnshareLocksTableToo(core) },
        "The order is kept.");
}
