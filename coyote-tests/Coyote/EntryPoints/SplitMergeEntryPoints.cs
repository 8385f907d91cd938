using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class SplitMergeEntryPoints
{
    [Test]
    public static void SplitMerge() => Target.Of("split-merge").Run();

    [Test]
    public static void SplitMerge_rewritten() => Target.Of("split-merge").RunRewritten();

    [Test]
    public static void SplitWithoutBreak() => Target.Of("split-merge", "split-without-break").Run();

    [Test]
    public static void SplitFlushesLate() => Target.Of("split-merge", "split-flushes-late").Run();

    [Test]
    public static void MergeWithoutBreak() => Target.Of("split-merge", "merge-without-break").Run();

    [Test]
    public static void MergeWithoutScrub() => Target.Of("split-merge", "merge-without-scrub").Run();

    [Test]
    public static void SupplyWithoutScrub() => Target.Of("split-merge", "supply-without-scrub").Run();

    [Test]
    public static void MergeWithoutTlbi() => Target.Of("split-merge", "merge-without-tlbi").Run();

    [Test]
    public static void MergeForgetsOnePage() => Target.Of("split-merge", "merge-forgets-one-page").Run();

    [Test]
    public static void SupplyWithoutAnnotation() => Target.Of("split-merge", "supply-without-annotation").Run();

    [Test]
    public static void GuestAbortInjectsSpurious() => Target.Of("split-merge", "guest-abort-injects-spurious").Run();
}
