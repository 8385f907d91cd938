using Interlock.Catalogue.Engine.Variants;
using Interlock.Catalogue.Engine.Vmids;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>Who has which VMID, and rollovers.</summary>
internal static class VmidMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Vmids,
            "lifecycle-calls",
            "roll-over-alone",
            "refinement",
            "K-10 (Linux vmid.c, no_reserved_preserve: VMIDs that are in use are not kept over a rollover)",
            "A new generation begins while other CPUs run guests under VMIDs of the old one.",
            new Variation { Rollover = (map, locks) => new RollsOverAlone(map, locks) },
            NearMisses.RollsOverForgettingTwice)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 2, ["pages"] = 2 },
        },
        new(
            Family.Vmids,
            "rollover-load",
            "rollover-without-tlbi",
            "no-orphan-vmid",
            "K-10 (Linux vmid.c, no_flush_on_rollover)",
            "All VMIDs are free again, and TLBs still hold what VMs had under them.",
            new Variation { Rollover = (map, locks) => new RollsOverForgettingNothing(map, locks) },
            NearMisses.RollsOverForgettingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Vmids,
            "rollover-load",
            "rollover-forgets-one-vmid",
            "no-orphan-vmid",
            "R-01 (TF-RMM 2052addb: only the first VMID is invalidated)",
            "Only the first VMID is invalidated, others keep what they had.",
            new Variation { Rollover = (map, locks) => new RollsOverForgettingOne(map, locks) },
            NearMisses.RollsOverForgettingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Vmids,
            "rollover-load",
            "rollover-keeps-taken",
            "one-vmid-one-root",
            "K-10 (Linux vmid.c, cur_idx_not_reset)",
            "A new generation begins with no VMID free, and nobody ever gets one.",
            new Variation { Rollover = (map, locks) => new RollsOverKeepingTaken(map, locks) },
            NearMisses.RollsOverForgettingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Vmids,
            "rollover-load",
            "rollover-keeps-vmids",
            "no-stale-translation",
            "K-10 (Linux vmid.c, cmpxchg_ignores_zero: a VMID of another generation is taken for current)",
            "A generation number comes again, and two VMs have one VMID.",
            new Variation { Rollover = (map, locks) => new RollsOverKeepingVmids(map, locks) },
            NearMisses.RollsOverForgettingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Vmids,
            "rollover-load",
            "enter-trusts-vmid",
            "no-orphan-vmid",
            "S-12 (seL4 ebcfcb701: the fast path does not ask whether the VM has a VMID)",
            "A VM runs under a VMID that it lost, and that another VM has now.",
            new Variation { Vmids = (map, locks) => new TrustsVmid(map, locks) },
            NearMisses.AsksTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Vmids,
            "rollover-load",
            "enter-after-interrupt",
            "refinement",
            "K-08 (Linux fb544d1ca65a: the generation is looked at before VTTBR is loaded)",
            "A VM is entered under a VMID that a rollover took from it meanwhile.",
            new Variation { RunVcpu = core => new EntersAfterInterrupt(core) },
            NearMisses.AsksTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Vmids,
            "unmap-access",
            "enter-without-vmid",
            "no-stale-translation",
            "S-05 (seL4 47fd1a6ab: the VMID is written to another register)",
            "A VM runs under VMID 0, the host's: each has the other's translations.",
            new Variation { Vmids = (map, locks) => new GivesVmidZero(map, locks) },
            NearMisses.AsksTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Vmids,
            "concurrent-aborts",
            "enter-with-early-vttbr",
            "own-regime",
            "K-07 (Linux fa808ed4e199: another vCPU of the VM gets the VMID, so VTTBR is not loaded again)",
            "A vCPU is entered under VMID 0, since another one of its VM got the VMID meanwhile.",
            new Variation { RunVcpu = core => new EntersWithEarlyVttbr(core) },
            NearMisses.AsksTwice),
        new(
            Family.Vmids,
            "lifecycle-calls",
            "destroy-keeps-vmid",
            "one-vmid-one-root",
            "R-06 (TF-RMM 6cc11542: what was taken is not given back)",
            "The VMID of a VM that is gone is never free again.",
            new Variation { DestroyVm = core => new DestroysKeepingVmid(core) },
            NearMisses.DestroysFreeingTwice)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
        },
        new(
            Family.Vmids,
            "teardown-run",
            "destroy-deletes-vmid-first",
            "no-orphan-vmid",
            "S-04 (seL4 6357957ee: a hardware ASID is deleted before it is used to invalidate)",
            "Nothing says any more under which VMID to invalidate; the next VM to get it has the old translations.",
            new Variation { DestroyVm = core => new DestroysWithoutVmid(core) },
            NearMisses.DestroysFreeingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
    ];
}
