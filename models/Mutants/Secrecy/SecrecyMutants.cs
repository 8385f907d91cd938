using Interlock.Engine;
using Interlock.Models.Isolation;
using Interlock.Models.Scenarios;

namespace Interlock.Models.Mutants.Secrecy;

/// <summary>Seeded bugs by which a VM's secrets get out, or its memory is changed.</summary>
internal static class SecrecyMutants
{
    private static readonly Dictionary<string, int> Smallest = new() { ["pages"] = 2 };

    /// <summary>Those of calls.</summary>
    public static IReadOnlyList<Mutant> OfCalls { get; } =
    [
        new(
            "reclaim-without-scrub",
            "confidentiality",
            "H-14 (Hafnium relinquish_no_zero: a page goes back with what was in it)",
            Smallest,
            "reclaim-scrubs-twice",
            "Zeros are cleared again."),
        new(
            "leave-without-clearing",
            "confidentiality",
            "H-14 (Hafnium d89f5d43: what the other side receives is not cleared)",
            Smallest,
            "leave-clears-twice",
            "Zeros are cleared again."),
        new(
            "create-vcpu-keeps-registers",
            "confidentiality",
            "H-14 (Hafnium 2e14ebe8: state of the last user is not cleared)",
            Smallest,
            "create-vcpu-clears-twice",
            "Zeros are cleared again, before anybody can load the vCPU."),
        new(
            "host-abort-without-owner-check",
            "confidentiality",
            "P-12 (pKVM: the owner of a page is not checked)",
            Smallest,
            "host-abort-asks-twice",
            "Under the lock the owner stays the same."),
        new(
            "reclaim-clears-first",
            "integrity",
            "R-06 (TF-RMM fa5d9b16: a transition is made on the failing path)",
            Smallest,
            "reclaim-scrubs-twice",
            "Zeros are cleared again."),
    ];

    /// <summary>Those of spare tables.</summary>
    public static IReadOnlyList<Mutant> OfTables { get; } =
    [
        new(
            "return-by-secret",
            "confidentiality",
            "I-CONF (nothing that a host is given may depend on what it must not know)",
            new Dictionary<string, int> { ["registers"] = 0 },
            "return-after-look",
            "What is in the page is read and makes no difference."),
    ];

    /// <summary>Those of switches between guests and the host.</summary>
    public static IReadOnlyList<Mutant> OfSwitch { get; } =
    [
        new(
            "leave-without-flush",
            "confidentiality",
            "I-CONF (VirtualCert, TYPES 2013: isolation with a cache and a TLB needs the flush on a switch)",
            new Dictionary<string, int> { ["flush"] = 1 },
            "leave-flushes-twice",
            "What is empty is emptied again."),
        new(
            "leave-flushes-only-cache",
            "confidentiality",
            "I-CONF (VirtualCert, TYPES 2013: the TLB is flushed too)",
            new Dictionary<string, int> { ["flush"] = 1 },
            "leave-flushes-twice",
            "What is empty is emptied again."),
        new(
            "leave-flushes-only-tlb",
            "confidentiality",
            "I-CONF (VirtualCert, TYPES 2013: the cache is flushed too)",
            new Dictionary<string, int> { ["flush"] = 1 },
            "leave-flushes-twice",
            "What is empty is emptied again."),
    ];

    /// <summary>Who makes the calls in each.</summary>
    public static IReadOnlyDictionary<string, Func<IsolationEngine, (HostCalls Host, GuestCalls Guest)>> Candidates { get; } =
        new Dictionary<string, Func<IsolationEngine, (HostCalls Host, GuestCalls Guest)>>
        {
            ["reclaim-without-scrub"] = engine => (new ReclaimsScrubbing(engine, early: 0, late: 0), new GuestCalls(engine)),
            ["reclaim-scrubs-twice"] = engine => (new ReclaimsScrubbing(engine, early: 0, late: 2), new GuestCalls(engine)),
            ["reclaim-clears-first"] = engine => (new ReclaimsScrubbing(engine, early: 1, late: 1), new GuestCalls(engine)),
            ["leave-without-clearing"] = engine => (new HostCalls(engine), new LeavesRegisters(engine, clears: 0)),
            ["leave-clears-twice"] = engine => (new HostCalls(engine), new LeavesRegisters(engine, clears: 2)),
            ["create-vcpu-keeps-registers"] = engine => (new CreatesVcpuClearing(engine, clears: false), new GuestCalls(engine)),
            ["create-vcpu-clears-twice"] = engine => (new CreatesVcpuClearing(engine, clears: true), new GuestCalls(engine)),
            ["host-abort-without-owner-check"] = engine => (new HostAbortMapping(engine, asks: 0), new GuestCalls(engine)),
            ["return-by-secret"] = engine => (new ReturnsBySecret(engine, obeys: true), new GuestCalls(engine)),
            ["return-after-look"] = engine => (new ReturnsBySecret(engine, obeys: false), new GuestCalls(engine)),
            ["leave-without-flush"] = engine => (new HostCalls(engine), new LeavesFlushing(engine, tlb: 0, cache: 0)),
            ["leave-flushes-only-cache"] = engine => (new HostCalls(engine), new LeavesFlushing(engine, tlb: 0, cache: 1)),
            ["leave-flushes-only-tlb"] = engine => (new HostCalls(engine), new LeavesFlushing(engine, tlb: 1, cache: 0)),
            ["leave-flushes-twice"] = engine => (new HostCalls(engine), new LeavesFlushing(engine, tlb: 2, cache: 2)),
            ["host-abort-asks-twice"] = engine => (new HostAbortMapping(engine, asks: 2), new GuestCalls(engine)),
        };
}
