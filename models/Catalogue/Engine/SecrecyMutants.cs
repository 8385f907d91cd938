using Interlock.Catalogue.Engine.Secrecy;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>What others must not learn of a VM, and must not change.</summary>
internal static class SecrecyMutants
{
    private static readonly NearMiss LeavesClearingTwice = new(
        "leave-clears-twice",
        new Variation { RunVcpu = core => new LeavesRegisters(core, saves: 1, clears: 2) },
        "What is clear stays clear.");

    private static readonly NearMiss CreatesVcpuClearingTwice = new(
        "create-vcpu-clears-twice",
        new Variation { CreateVcpu = core => new CreatesVcpuClearing(core, clears: 2) },
        "What is clear stays clear.");

    private static readonly NearMiss ReclaimsClearingWords = new(
        "reclaim-scrubs-both-words",
        new Variation { ReclaimPage = core => new ReclaimsClearingPart(core, words: core.Map.Configuration.Entries) },
        "A page has no others.");

    internal static readonly NearMiss ExitsClearingTwice = new(
        "device-write-clears-twice",
        new Variation { GuestAbort = core => new ExitsPassing(core, onRead: 0, onWrite: 1) },
        "What is clear stays clear, and the first register is what is written.");

    private static readonly NearMiss ReturnsAfterLook = new(
        "return-after-look",
        new Variation { TablePages = core => new ReturnsBySecret(core, obeys: false) },
        "What is in the page is read and makes no difference.");

    private static readonly NearMiss LeavesFlushingTwice = new(
        "leave-flushes-twice",
        new Variation { RunVcpu = core => new LeavesFlushing(core, tlb: 2, cache: 2) },
        "What is empty is emptied again.");

    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Secrecy,
            "secret-calls",
            "reclaim-without-scrub",
            "confidentiality",
            "H-14 (Hafnium relinquish_no_zero: a page goes back with what was in it)",
            "The host reads what was in the page of a VM that is gone.",
            new Variation { ReclaimPage = core => new ReclaimsClearingPart(core, words: 0) },
            NearMisses.ReclaimsClearingTwice)
        {
            Sizes = Smallest(registers: 0, words: 1),
        },
        new(
            Family.Secrecy,
            "secret-calls",
            "reclaim-scrubs-last-word",
            "confidentiality",
            "P-17 (pKVM: what is cleared is not the page, but as much of it as lies elsewhere)",
            "The host reads the other words of the page of a VM that is gone.",
            new Variation { ReclaimPage = core => new ReclaimsClearingPart(core, words: 1) },
            ReclaimsClearingWords)
        {
            Sizes = Smallest(registers: 0, words: 2),
        },
        new(
            Family.Secrecy,
            "secret-calls",
            "leave-without-clearing",
            "confidentiality",
            "H-14 (Hafnium d89f5d43: what the other side receives is not cleared)",
            "The host finds the registers of the guest that it interrupted.",
            new Variation { RunVcpu = core => new LeavesRegisters(core, saves: 1, clears: 0) },
            LeavesClearingTwice)
        {
            Sizes = Smallest(registers: 1, words: 1),
        },
        new(
            Family.Secrecy,
            "secret-calls",
            "create-vcpu-keeps-registers",
            "confidentiality",
            "H-14 (Hafnium 2e14ebe8: state of the last user is not cleared)",
            "A guest finds the registers of a VM that is gone.",
            new Variation { CreateVcpu = core => new CreatesVcpuClearing(core, clears: 0) },
            CreatesVcpuClearingTwice)
        {
            Sizes = Smallest(registers: 1, words: 1),
        },
        new(
            Family.Secrecy,
            "secret-exits",
            "device-write-shows-registers",
            "confidentiality",
            "H-14 (Hafnium d89f5d43: what the other side receives is not cleared beyond the message)",
            "A guest writes its first register to a device, and the host finds the others too.",
            new Variation { GuestAbort = core => new ExitsPassing(core, onRead: 0, onWrite: int.MaxValue) },
            ExitsClearingTwice)
        {
            Sizes = new Dictionary<string, int> { ["registers"] = 2 },
        },
        new(
            Family.Secrecy,
            "secret-exits",
            "device-read-shows-register",
            "confidentiality",
            "H-14 (Hafnium d89f5d43: what the other side receives is not cleared)",
            "A guest reads a device, and the host finds what was in the register before.",
            new Variation { GuestAbort = core => new ExitsPassing(core, onRead: 1, onWrite: 1) },
            ExitsClearingTwice)
        {
            Sizes = new Dictionary<string, int> { ["registers"] = 1 },
        },
        new(
            Family.Secrecy,
            "secret-calls",
            "host-abort-without-owner-check",
            "confidentiality",
            "P-12 (pKVM: the owner of a page is not checked)",
            "The host reads the page of a VM by touching it.",
            new Variation { HostAbort = core => new MapsForHost(core) },
            NearMisses.LooksAtOwnerFirst)
        {
            Sizes = Smallest(registers: 0, words: 1),
        },
        new(
            Family.Secrecy,
            "secret-teardown",
            "destroy-without-tlbi",
            "confidentiality",
            "S-06 (seL4 6b8c09a6d: what is unmapped stays in TLBs)",
            "A guest writes to its memory, and comes to where a VM before it had its own.",
            new Variation { Tlbs = current => new ForgetsNothing(current) },
            NearMisses.Everything)
        {
            Sizes = new Dictionary<string, int> { ["registers"] = 0 },
        },
        new(
            Family.Secrecy,
            "secret-tables",
            "donate-maps-another",
            "confidentiality",
            "P-15 (pKVM host_share_hyp_WRONG_COMPLETER: the second half of a move is made elsewhere)",
            "A guest writes to its memory, and comes to a page that it was not given.",
            new Variation { Donate = core => new DonatesAnother(core) },
            NearMisses.DonatesPlaceFirst)
        {
            Sizes = new Dictionary<string, int> { ["registers"] = 0 },
        },
        new(
            Family.ErrorPaths,
            "secret-calls",
            "reclaim-clears-first",
            "integrity",
            "R-06 (TF-RMM fa5d9b16: a transition is made on the failing path)",
            "A refused call has cleared the page of a VM that lives.",
            new Variation { ReclaimPage = core => new ReclaimsClearingFirst(core) },
            NearMisses.ReclaimsClearingTwice)
        {
            Sizes = Smallest(registers: 0, words: 1),
        },
        new(
            Family.Secrecy,
            "secret-tables",
            "return-by-secret",
            "confidentiality",
            "I-CONF (nothing that a host is given may depend on what it must not know)",
            "Which page the host is given shows what is in another.",
            new Variation { TablePages = core => new ReturnsBySecret(core, obeys: true) },
            ReturnsAfterLook)
        {
            Sizes = new Dictionary<string, int> { ["registers"] = 0 },
        },
        new(
            Family.Secrecy,
            "switch-flush",
            "leave-without-flush",
            "confidentiality",
            "I-CONF (VirtualCert, TYPES 2013: isolation with a cache and a TLB needs the flush on a switch)",
            "The host times its accesses, and knows where the guest's were.",
            new Variation { RunVcpu = core => new LeavesFlushing(core, tlb: 0, cache: 0) },
            LeavesFlushingTwice)
        {
            Sizes = new Dictionary<string, int> { ["flush"] = 1 },
        },
        new(
            Family.Secrecy,
            "switch-flush",
            "leave-flushes-only-cache",
            "confidentiality",
            "I-CONF (VirtualCert, TYPES 2013: the TLB is flushed too)",
            "The host times its translations, and knows where the guest's were.",
            new Variation { RunVcpu = core => new LeavesFlushing(core, tlb: 0, cache: 1) },
            LeavesFlushingTwice)
        {
            Sizes = new Dictionary<string, int> { ["flush"] = 1 },
        },
        new(
            Family.Secrecy,
            "switch-flush",
            "leave-flushes-only-tlb",
            "confidentiality",
            "I-CONF (VirtualCert, TYPES 2013: the cache is flushed too)",
            "The host times its loads, and knows where the guest's were.",
            new Variation { RunVcpu = core => new LeavesFlushing(core, tlb: 1, cache: 0) },
            LeavesFlushingTwice)
        {
            Sizes = new Dictionary<string, int> { ["flush"] = 1 },
        },
    ];

    private static Dictionary<string, int> Smallest(int registers, int words) =>
        new() { ["pages"] = 2, ["registers"] = registers, ["words"] = words, ["lends"] = 0, ["writes"] = 0 };
}
