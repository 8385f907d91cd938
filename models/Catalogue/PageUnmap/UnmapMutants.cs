using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Unmaps;

/// <summary>The unmap's seeded bugs.</summary>
internal static class UnmapMutants
{
    private const string Reached = "assertions";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Of(
            "unmap-without-tlbi",
            "P-01 (pKVM __kvm_tlb_flush_vmid_ipa_MISSING_TLBI)",
            "unmap-by-vmid",
            "All of the VM's translations include the page's."),
        Of("unmap-without-clearing", "P-02 (pKVM kvm_clear_pte_MISSING_WRITE)", "unmap-twice", "Doing it all again changes nothing."),
        Of(
            "unmap-without-first-dsb",
            "P-16 (pKVM stage2_try_break_pte_MISSING_DSB)",
            "unmap-stronger-barrier",
            "A DSB that waits for loads too waits for stores."),
        Of(
            "unmap-without-last-dsb",
            "B-01 (Bao tlb_vm_inv_va: no DSB after the TLBI)",
            "unmap-by-vmid",
            "The DSB after it completes the TLBI."),
        Of(
            "unmap-store-barrier-last",
            "H-02 (Hafnium c1012d6b: dsb ishst where dsb ish is needed)",
            "unmap-stronger-barrier",
            "DSB ISH does all that DSB ISHST does."),
        Of(
            "unmap-locally",
            "H-04 (Hafnium 1e1e35b4: TLBIs were not inner shareable)",
            "unmap-locally-first",
            "The broadcast TLBIs follow."),
        Of("unmap-under-other-vmid", "P-10 (pKVM enter_vmid_context_NO_VMID_SWITCH)", "unmap-all-vmids", "All VMIDs include the VM's."),
        Of(
            "unmap-without-isb",
            "P-10 (as pKVM enter_vmid_context_NO_VMID_SWITCH: the VMID is switched too late)",
            "unmap-without-later-isbs",
            "What follows the TLBIs is synchronized before a VMID or tables are used again."),
        Of("unmap-by-ipa-only", "B-01 (Bao tlb_vm_inv_va: only IPAS2E1IS)", "unmap-by-vmid", "It removes combined translations too."),
        Of(
            "unmap-stage-one-first",
            "R-04 (TF-RMM 97ad5826: the order of invalidations, refilled in between)",
            "unmap-twice",
            "The second time is complete by itself."),
        Of(
            "unmap-wrong-page",
            "P-08 (pKVM __kvm_tlb_flush_vmid_ipa_WRONG_PAGE)",
            "unmap-by-vmid",
            "All of the VM's translations include the page's."),
        Of(
            "unmap-clears-last",
            "H-02 (Hafnium c1012d6b: valid to invalid without an invalidation after it)",
            "unmap-twice",
            "The second invalidation comes after the store."),
    ];

    private static Mutant Of(string name, string origin, string nearMiss, string harmless) =>
        new(name, Reached, origin, new Dictionary<string, int> { ["guests"] = 1 }, nearMiss, harmless)
        {
            Family = Family.TlbMaintenance,
        };
}
