using Interlock.Catalogue.Engine.Tlbs;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>What TLBs are told to forget, when, and under which VMID.</summary>
internal static class TlbMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.TlbMaintenance,
            "unmap-access",
            "unmap-forgets-locally",
            "no-stale-translation",
            "P-07 (pKVM __kvm_tlb_flush_vmid_ipa_WRONG_TLBI)",
            "Other CPUs keep the translation of a page that the host took back.",
            new Variation { Tlbs = current => new ForgetsLocally(current) },
            NearMisses.LocallyFirst)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "unmap-access",
            "unmap-forgets-first",
            "no-stale-translation",
            "R-04 (TF-RMM 9634c63a: a TLB is filled again between the TLBI and the change)",
            "The TLB is filled again after the TLBI, by an entry that is then cleared.",
            new Variation { Tables = tlbs => new ForgetsFirst(tlbs) },
            NearMisses.BreaksForgettingAll)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "unmap-access",
            "unmap-asks-cleared-entry",
            "no-stale-translation",
            "X-04 (Xen XSA-408: whether to flush is asked of a variable that has moved on)",
            "The entry is asked whether a TLB can hold it when it has been cleared, so nothing is ever flushed.",
            new Variation { Tables = tlbs => new ForgetsIfStillThere(tlbs) },
            NearMisses.BreaksForgettingAll)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "unmap-access",
            "unmap-restores-no-tables",
            "no-stale-translation",
            "B-01 (Bao tlb_vm_inv_va: the VMID that was invalidated is written back, with base zero)",
            "The host goes on under the VM's VMID, without tables: it reaches all of memory.",
            new Variation { Tlbs = current => new LeavesForNoTables(current) },
            NearMisses.MoreIsbs)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "unmap-access",
            "unmap-restores-late",
            "own-regime",
            "R-04 (TF-RMM 486f95b0: no ISB after the tables are switched)",
            "The host's next access may still go through the VM's tables.",
            new Variation { Tlbs = current => new LeavesUnsynchronized(current) },
            NearMisses.MoreIsbs)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "unmap-access",
            "unshare-flushes-unlocked",
            "no-stale-translation",
            "M-01 (Linux eb66ae030829: the lock is released before the TLB flush)",
            "The page is the host's again, and free for anybody, before the VM's translation of it is gone.",
            new Variation { Unshare = core => new UnshareForgetsUnlocked(core) },
            NearMisses.UnshareBreaksTwice),
        new(
            Family.TlbMaintenance,
            "donate-share",
            "donate-without-isb",
            "no-stale-translation",
            "H-05 (Hafnium 7ce31459: no ISB after a TLBI)",
            "The CPU that gives a page away may go on using its own old translation.",
            new Variation { Tlbs = current => new LeavesWithoutFirstIsb(current) },
            NearMisses.MoreIsbs)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "donate-share",
            "donate-without-tlbi",
            "no-stale-translation",
            "P-05 (pKVM stage2_put_pte_MISSING_INVALIDATE)",
            "The host reaches a page that it gave away, through its TLBs.",
            new Variation { Host = (map, tables) => new GivesWithoutTlbi(map, tables) },
            NearMisses.GivesTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "guest-share",
            "guest-unshare-forgets-own",
            "no-stale-translation",
            "B-03 (Bao mem_unmap: invalidates the address space of the CPU, not that which was changed)",
            "The guest's own translations are forgotten instead of the host's, which still reaches the page.",
            new Variation { Tlbs = current => new EntersFromHostOnly(current) },
            NearMisses.EntersTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "permit-fault",
            "permit-without-tlbi",
            "no-stale-translation",
            "K-05 (Linux be097997a273: the walker returns early and the TLBI is left out)",
            "A VM writes to a page through a translation from when it was allowed to.",
            new Variation { Tables = tlbs => new PermitsWithoutTlbi(tlbs) },
            NearMisses.PermitsTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "split-merge",
            "merge-without-tlbi",
            "break-before-make",
            "P-04 (pKVM stage2_try_break_pte_MISSING_TLBI)",
            "A block takes the place of a table that walk caches still lead to.",
            new Variation { Tables = tlbs => new BreaksTableWithoutTlbi(tlbs) },
            NearMisses.BreaksTableTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "split-merge",
            "merge-forgets-one-page",
            "break-before-make",
            "R-03 (TF-RMM 22ba106d: the TLBI must cover all that the table maps)",
            "One page of the table's is forgotten, the others stay in TLBs.",
            new Variation { Tables = tlbs => new BreaksTableForOnePage(tlbs) },
            NearMisses.BreaksTableTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "teardown-run",
            "teardown-forgets-locally",
            "no-orphan-vmid",
            "S-06 (seL4 6b8c09a6d: an unmap without a shoot-down on the other cores)",
            "Other CPUs keep a dead VM's translations, for whoever gets its VMID.",
            new Variation { Tlbs = current => new ForgetsVmLocally(current) },
            NearMisses.Everything)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "teardown-run",
            "teardown-forgets-stage-one",
            "no-orphan-vmid",
            "H-08 (Hafnium 22a0f0f4: a TLBI that hits another regime)",
            "A dead VM's stage 2 translations stay, for whoever gets its VMID.",
            new Variation { Tlbs = current => new ForgetsStageOne(current) },
            NearMisses.Everything)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.TlbMaintenance,
            "teardown-run",
            "teardown-without-dsb",
            "no-orphan-vmid",
            "S-08 (seL4 21888e6a9: a missing DSB)",
            "The TLBI passes the stores that clear the tree; a walker fills a TLB in between.",
            new Variation { Tlbs = current => new ForgetsWithoutFirstDsb(current) },
            NearMisses.StrongerDsb)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
    ];
}
