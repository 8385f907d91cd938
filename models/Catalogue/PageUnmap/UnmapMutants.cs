using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Unmaps;

/// <summary>The unmap's seeded bugs and benign variants: how each takes a page away.</summary>
internal static class UnmapMutants
{
    private const string Reached = "assertions";

    public static IReadOnlyList<SeededBug<Func<Cpu, UnmapTarget, Step>>> All { get; } =
    [
        Of(
            "unmap-without-tlbi",
            "P-01 (pKVM __kvm_tlb_flush_vmid_ipa_MISSING_TLBI)",
            UnmapVariants.WithoutTlbi,
            ByVmid("All of the VM's translations include the page's.")),
        Of(
            "unmap-without-clearing",
            "P-02 (pKVM kvm_clear_pte_MISSING_WRITE)",
            UnmapVariants.WithoutClearing,
            Twice("Doing it all again changes nothing.")),
        Of(
            "unmap-without-first-dsb",
            "P-16 (pKVM stage2_try_break_pte_MISSING_DSB)",
            UnmapVariants.WithoutFirstDsb,
            StrongerBarrier("A DSB that waits for loads too waits for stores.")),
        Of(
            "unmap-without-last-dsb",
            "B-01 (Bao tlb_vm_inv_va: no DSB after the TLBI)",
            UnmapVariants.WithoutLastDsb,
            ByVmid("The DSB after it completes the TLBI.")),
        Of(
            "unmap-store-barrier-last",
            "H-02 (Hafnium c1012d6b: dsb ishst where dsb ish is needed)",
            UnmapVariants.StoreBarrierAtTheEnd,
            StrongerBarrier("DSB ISH does all that DSB ISHST does.")),
        Of(
            "unmap-locally",
            "H-04 (Hafnium 1e1e35b4: TLBIs were not inner shareable)",
            UnmapVariants.Locally,
            new("unmap-locally-first", UnmapVariants.LocallyFirst, "The broadcast TLBIs follow.")),
        Of(
            "unmap-under-other-vmid",
            "P-10 (pKVM enter_vmid_context_NO_VMID_SWITCH)",
            UnmapVariants.UnderOtherVmid,
            new("unmap-all-vmids", UnmapVariants.AllVmids, "All VMIDs include the VM's.")),
        Of(
            "unmap-without-isb",
            "P-10 (as pKVM enter_vmid_context_NO_VMID_SWITCH: the VMID is switched too late)",
            UnmapVariants.WithoutIsb,
            new(
                "unmap-without-later-isbs",
                UnmapVariants.WithoutLaterIsbs,
                "What follows the TLBIs is synchronized before a VMID or tables are used again.")),
        Of(
            "unmap-by-ipa-only",
            "B-01 (Bao tlb_vm_inv_va: only IPAS2E1IS)",
            UnmapVariants.ByIpaOnly,
            ByVmid("It removes combined translations too.")),
        Of(
            "unmap-stage-one-first",
            "R-04 (TF-RMM 97ad5826: the order of invalidations, refilled in between)",
            UnmapVariants.StageOneFirst,
            Twice("The second time is complete by itself.")),
        Of(
            "unmap-wrong-page",
            "P-08 (pKVM __kvm_tlb_flush_vmid_ipa_WRONG_PAGE)",
            UnmapVariants.WrongPage,
            ByVmid("All of the VM's translations include the page's.")),
        Of(
            "unmap-clears-last",
            "H-02 (Hafnium c1012d6b: valid to invalid without an invalidation after it)",
            UnmapVariants.ClearsLast,
            Twice("The second invalidation comes after the store.")),
    ];

    private static BenignVariant<Func<Cpu, UnmapTarget, Step>> ByVmid(string harmless) =>
        new("unmap-by-vmid", UnmapVariants.ByVmid, harmless);

    private static BenignVariant<Func<Cpu, UnmapTarget, Step>> Twice(string harmless) =>
        new("unmap-twice", UnmapVariants.Twice, harmless);

    private static BenignVariant<Func<Cpu, UnmapTarget, Step>> StrongerBarrier(string harmless) =>
        new("unmap-stronger-barrier", UnmapVariants.StrongerBarrier, harmless);

    private static SeededBug<Func<Cpu, UnmapTarget, Step>> Of(
        string name, string origin, Func<Cpu, UnmapTarget, Step> bug, BenignVariant<Func<Cpu, UnmapTarget, Step>> benign) =>
        new(name, Reached, origin, new Dictionary<string, int> { ["guests"] = 1 }, bug, benign) { Family = Family.TlbMaintenance };
}
