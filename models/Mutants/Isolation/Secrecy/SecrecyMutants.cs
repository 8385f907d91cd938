using Interlock.Models.Scenarios;

namespace Interlock.Models.Mutants.Isolation.Secrecy;

/// <summary>What others must not learn of a VM, and must not change.</summary>
internal static class SecrecyMutants
{
    private static readonly NearMiss LeavesClearingTwice = new(
        "leave-clears-twice",
        new Variation { RunVcpu = core => new LeavesRegisters(core, clears: 2) },
        "What is clear stays clear.");

    private static readonly NearMiss CreatesVcpuClearingTwice = new(
        "create-vcpu-clears-twice",
        new Variation { CreateVcpu = core => new CreatesVcpuClearing(core, clears: 2) },
        "What is clear stays clear.");

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
            new Variation { ReclaimPage = core => new ReclaimsUnscrubbed(core) },
            NearMisses.ReclaimsClearingTwice)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
        },
        new(
            Family.Secrecy,
            "secret-calls",
            "leave-without-clearing",
            "confidentiality",
            "H-14 (Hafnium d89f5d43: what the other side receives is not cleared)",
            "The host finds the registers of the guest that it interrupted.",
            new Variation { RunVcpu = core => new LeavesRegisters(core, clears: 0) },
            LeavesClearingTwice)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
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
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
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
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
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
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
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
}
