using Interlock.Engine;
using Interlock.Models.Isolation;
using Interlock.Models.Scenarios;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Seeded bugs in calls by which VMs and vCPUs come and go.</summary>
internal static class LifecycleCallMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "destroy-in-use",
            "counts-exact",
            "K-13 (KVM vgic: an object is freed that somebody refers to)",
            new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
            "destroy-by-vcpus",
            "As many vCPUs are loaded as are counted."),
        new(
            "destroy-keeps-vmid",
            "one-vmid-one-root",
            "R-06 (TF-RMM 6cc11542: what was taken is not given back)",
            new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
            "destroy-frees-last",
            "It is free before the lock is."),
        new(
            "load-twice",
            "counts-exact",
            "P-19 (pKVM vcpu_load: the state of the vCPU is not looked at)",
            new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
            "load-looks-last",
            "Of two reasons to refuse, any may be named."),
        new(
            "create-vcpu-without-lock",
            "refinement",
            "P-14 (pKVM host_share_hyp_NO_LOCKING)",
            new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
            "create-vcpu-looks-early",
            "Nobody writes in between."),
        new(
            "roll-over-alone",
            "refinement",
            "K-10 (Linux vmid.c: VMIDs that are in use are not kept over a rollover)",
            new Dictionary<string, int> { ["vms"] = 2, ["pages"] = 2 },
            "roll-over-forgetting-twice",
            "The TLBs forget everything once more, which they may do at any time."),
    ];

    /// <summary>Who makes the calls in each.</summary>
    public static IReadOnlyDictionary<string, Func<IsolationEngine, HostCalls>> Candidates { get; } =
        new Dictionary<string, Func<IsolationEngine, HostCalls>>
        {
            ["destroy-in-use"] = engine => new DestroysInUse(engine),
            ["destroy-by-vcpus"] = engine => new DestroysByVcpus(engine),
            ["destroy-keeps-vmid"] = engine => new DestroysKeepingVmid(engine),
            ["destroy-frees-last"] = engine => new DestroysFreeingLast(engine),
            ["load-twice"] = engine => new LoadsTwice(engine),
            ["load-looks-last"] = engine => new LoadsLookingLast(engine),
            ["create-vcpu-without-lock"] = engine => new CreatesVcpuWithoutLock(engine),
            ["create-vcpu-looks-early"] = engine => new CreatesVcpuLookingEarly(engine),
            ["roll-over-alone"] = engine => new RollsOverAlone(engine),
            ["roll-over-forgetting-twice"] = engine => new RollsOverForgettingTwice(engine),
        };
}
