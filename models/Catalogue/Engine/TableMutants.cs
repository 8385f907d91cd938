using Interlock.Catalogue.Engine.Tables;
using Interlock.Catalogue.Engine.Variants;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Engine;

/// <summary>Writes of entries of stage 2 tables, and what is in a table before it is linked.</summary>
internal static class TableMutants
{
    public static IReadOnlyList<EngineMutant> All { get; } =
    [
        new(
            Family.Stage2Updates,
            "memory-calls",
            "unshare-keeps-mapping",
            "vm-maps-own-or-borrowed",
            "P-02 (pKVM kvm_clear_pte_MISSING_WRITE)",
            "The host has its page back, and the VM still maps it.",
            new Variation { Unshare = core => new UnshareKeepsMapping(core) },
            NearMisses.UnshareForgetsAll)
        {
            Sizes = new Dictionary<string, int> { ["pages"] = 2 },
        },
        new(
            Family.Stage2Updates,
            "map-unmap",
            "share-over-mapping",
            "shares-pair-up",
            "P-03 (pKVM stage2_map_walker_try_leaf_MISSING_BREAK)",
            "A valid entry is overwritten; what it mapped stays counted.",
            new Variation { Share = core => new SharesOverMapping(core) },
            NearMisses.SharesAtMost)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Stage2Updates,
            "split-merge",
            "split-without-break",
            "break-before-make",
            "K-01 (Linux d4b9e0790aa7: no break between a page and a block)",
            "A table takes the place of a block that TLBs still hold.",
            new Variation { SplitBlock = core => new SplitsWithoutBreak(core) },
            NearMisses.SplitsAfterTwoBreaks)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Stage2Updates,
            "split-merge",
            "split-flushes-late",
            "break-before-make",
            "X-03 (Xen 9162668f: the flush is put off until the unlock, but shattering needs it at once)",
            "A table takes the place of a block before the block is forgotten.",
            new Variation { SplitBlock = core => new SplitsFlushingLate(core) },
            NearMisses.SplitsAfterTwoBreaks)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Stage2Updates,
            "split-merge",
            "merge-without-break",
            "break-before-make",
            "H-02 (Hafnium c1012d6b: mm_ptable_defrag puts a block for a table without a break)",
            "A block takes the place of a table that walk caches still lead to.",
            new Variation { MergeTable = core => new MergesWithoutBreak(core) },
            NearMisses.MergesScrubbingFirst)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Stage2Updates,
            "split-merge",
            "merge-without-scrub",
            "refinement",
            "H-14 (Hafnium bd060340: relinquished without clearing)",
            "A spare table has entries left, which become live again when it is linked, or are shown to the host.",
            new Variation { MergeTable = core => new MergesWithoutScrub(core) },
            NearMisses.MergesScrubbingFirst)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Stage2Updates,
            "split-merge",
            "supply-without-scrub",
            "refinement",
            "P-09 (pKVM stage2_make_pte_PLAIN_STORE: a table is linked with garbage in it; here in any order)",
            "What the host wrote to a page are entries of a VM's table.",
            new Variation { TablePages = core => new SuppliesWithoutScrub(core) },
            NearMisses.SuppliesScrubbingTwice)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
        new(
            Family.Stage2Updates,
            "unmap-access",
            "scrub-misaligned",
            "refinement",
            "P-17 (pKVM: the alignment of a memcache page is not checked, and zeroing hits its neighbour)",
            "The last word of a new table keeps what the host wrote, and the page before it loses a word.",
            new Variation { Scrub = map => new ScrubsMisaligned(map) },
            NearMisses.ScrubsBackwards)
        {
            Sizes = new Dictionary<string, int> { ["locks"] = 0 },
        },
    ];
}
