using Interlock.Catalogue.Engine.Lifecycle;
using Interlock.Catalogue.Engine.Secrecy;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>How VMs and vCPUs come and go.</summary>
internal static class LifecycleMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Lifecycle,
            "lifecycle-calls",
            "destroy-in-use",
            "counts-exact",
            "K-13 (KVM vgic: an object is freed that somebody refers to)",
            "A CPU has a vCPU loaded of a VM that is gone.",
            new Variation { DestroyVm = core => new DestroysInUse(core) },
            NearMisses.DestroysByVcpus)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
        },
        new(
            Family.Lifecycle,
            "lifecycle-calls",
            "destroy-keeps-vcpus",
            "refinement",
            "B-08 (Bao 1116b88: used without having been initialised)",
            "The next VM has a vCPU that nobody made.",
            new Variation { DestroyVm = core => new DestroysKeepingVcpus(core) },
            NearMisses.DestroysLookingTwice)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
        },
        new(
            Family.Lifecycle,
            "lifecycle-calls",
            "load-twice",
            "counts-exact",
            "P-19 (pKVM vcpu_load: the state of the vCPU is not looked at)",
            "A CPU loads a second vCPU, and forgets that it has one.",
            new Variation { LoadVcpu = core => new LoadsTwice(core) },
            NearMisses.LoadsLookingTwice)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
        },
        new(
            Family.Lifecycle,
            "teardown-create",
            "load-on-second-cpu",
            "counts-exact",
            "P-19 (pKVM vcpu_load: a vCPU is loaded by two CPUs)",
            "One vCPU is loaded on two CPUs.",
            new Variation { LoadVcpu = core => new LoadsOnSecondCpu(core) },
            NearMisses.LoadsLookingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Lifecycle,
            "teardown-run",
            "destroy-looks-early",
            "refinement",
            "B-10 (Bao afd11d8: a state is acted on that was read before)",
            "A vCPU is loaded between the look and the lock: it runs in a VM that is gone.",
            new Variation { DestroyVm = core => new DestroysLookingEarly(core) },
            NearMisses.DestroysLookingTwice),
        new(
            Family.Lifecycle,
            "teardown-run",
            "destroy-frees-then-walks",
            "shares-pair-up",
            "P-26 (pKVM 26f31498: a subtree is freed and then walked)",
            "A table is spare before it is walked, and spare twice after.",
            new Variation { DestroyVm = core => new DestroysFreeingFirst(core) },
            NearMisses.DestroysLookingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Lifecycle,
            "memory-calls",
            "destroy-forgets-owned",
            "one-owner",
            "P-33 (pKVM 751d041a: donated pages are lost track of)",
            "A new VM at the position owns pages of the one before it, uncleared.",
            new Variation { DestroyVm = core => new DestroysForgettingOwned(core) },
            NearMisses.DestroysLookingTwice)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
        },
        new(
            Family.Lifecycle,
            "teardown-create",
            "share-with-the-dead",
            "shares-pair-up",
            "K-12 (CVE-2026-98467: an unmap meets a VM that is torn down, without tables)",
            "A page of the host's is taken for the root table of a VM that is gone.",
            new Variation { Share = core => new SharesWithTheDead(core) },
            NearMisses.SharesAtMost)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Lifecycle,
            "secret-exits",
            "leave-keeps-no-registers",
            "guest-context",
            "I-FUNC (a vCPU runs on with the registers that it was left with)",
            "A guest that was interrupted finds other values in its registers.",
            new Variation { RunVcpu = core => new LeavesRegisters(core, saves: 0, clears: 1) },
            NearMisses.LeavesKeepingTwice)
        {
            Sizes = new Dictionary<string, int> { ["registers"] = 1 },
        },
    ];
}
