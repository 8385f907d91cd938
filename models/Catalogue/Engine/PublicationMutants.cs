using Interlock.Catalogue.Engine.Publication;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>What others see of a VM or a vCPU before it is whole, or after it is gone.</summary>
internal static class PublicationMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Publication,
            "lifecycle-calls",
            "create-vcpu-without-lock",
            "refinement",
            "P-14 (pKVM host_share_hyp_NO_LOCKING)",
            "A vCPU comes to be while others read the VM table.",
            new Variation { CreateVcpu = core => new CreatesVcpuWithoutLock(core) },
            NearMisses.CreatesVcpuLookingTwice)
        {
            Sizes = new Dictionary<string, int> { ["vms"] = 1, ["pages"] = 1 },
        },
        new(
            Family.Publication,
            "teardown-create",
            "create-publishes-first",
            "refinement",
            "P-22 (CVE-2026-46147, pKVM 7d3c27b54253: published before it is initialised; here in any order)",
            "A VM is found before it has a root table: page 0 is taken for one.",
            new Variation { CreateVm = core => new CreatesPublishingFirst(core) },
            NearMisses.CreatesStatusFirst),
        new(
            Family.Publication,
            "teardown-create",
            "destroy-forgets-last",
            "no-orphan-vmid",
            "P-36 (pKVM teardown: the VM table's entry is removed before the VMID is flushed)",
            "The next VM gets the VMID while TLBs still hold what the one before it had.",
            new Variation { DestroyVm = core => new DestroysForgettingLast(core) },
            NearMisses.DestroysFreeingTwice),
    ];
}
