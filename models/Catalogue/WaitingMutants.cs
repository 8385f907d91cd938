using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue;

/// <summary>Bugs that are known and not seeded: nothing here is found, and nothing is claimed of it.</summary>
public static class WaitingMutants
{
    private const string Interrupts = "Interrupts: code that a CPU runs between two steps of its own";
    private const string Translation = "Address translation under weak memory";
    private const string OtherModels = "Memory models other than x86-TSO and Armv8";
    private const string Hardware = "Hardware that is not modelled";
    private const string Secrets = "Two runs that differ in a secret";
    private const string Sizes = "Larger sizes than every scenario is checked at";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WaitingMutant> All { get; } =
    [
        new("queue-lock-counts-late", "L-09 (Linux 11dc13224c97: a count that the compiler moves past an interrupt)", Interrupts),
        new(
            "queue-lock-relaxed-in-chain",
            "L-38 (Linux qspinlock, arXiv 2111.15240: a relaxed atomic in a chain of releases; broken under LKMM, right on Armv8)",
            OtherModels),
        new("make-by-plain-store", "P-09 (pKVM stage2_make_pte_PLAIN_STORE: an entry is seen before what it leads to)", Translation),
        new("vcpu-publish-relaxed", "P-22 (CVE-2026-46147: a bare store publishes a vCPU)", Translation),
        new("address-translate-without-barrier", "B-12 (Bao 4cdc69f: PAR_EL1 is read too early)", Translation),
        new(
            "vcpu-cached-by-last",
            "K-09 (Linux 94d0e5980d67: two vCPUs of a VM on one CPU have different stage 1 tables); H-07, Xen 607ad85d",
            Hardware),
        new("exception-not-synchronizing", "P-34 (KVM/arm64 7.1: exceptions that are no context synchronization)", Hardware),
        new("tlbi-incomplete-once", "K-16 (ARM64_WORKAROUND_REPEAT_TLBI: a TLBI that has to be made twice)", Hardware),
        new("instruction-cache-local", "S-07 (seL4 f2c96c324: a local invalidation of the instruction cache)", Hardware),
        new("iommu-not-invalidated", "S-09 (seL4 935714a4c), R-02 (TF-RMM 2ab0f889): an SMMU's TLB", Hardware),
        new("tlbi-wrong-space", "H-09 (Hafnium 6f40037d: always the secure IPA space)", Hardware),
        new("zeroing-without-barrier", "R-04 (TF-RMM d9aa2e79: no DSB after DC ZVA)", Hardware),
        new("exclusives-shared-granule", "S-13 (seL4 1c154c85f: load and store exclusive in one granule never succeed)", Hardware),
        new("running-vcpu-of-host", "P-29 (CVE-2026-64286: a pointer is copied from the host)", Secrets),
        new("used-registers-unbounded", "P-30 (CVE-2026-64287: a length that the host chose)", Secrets),
        new("vmid-bits-truncated", "K-15 (FreeBSD D55860: more VMIDs than VTTBR has bits for); needs 3 VMs with 3 VMIDs", Sizes),
        new(
            "merge-looks-at-first",
            "P-24 (pKVM 3949e28786cd: only the first page of a range is checked); needs a table of unlike pages",
            Sizes),
        new("unmap-range-wraps", "K-11 (CVE-2026-89918: a range that ends at the top of the IPA space)", Sizes),
    ];
}
