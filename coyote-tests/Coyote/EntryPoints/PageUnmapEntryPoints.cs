using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class PageUnmapEntryPoints
{
    [Test]
    public static void PageUnmap() => Target.Of("page-unmap").Run();

    [Test]
    public static void PageUnmap_rewritten() => Target.Of("page-unmap").RunRewritten();

    [Test]
    public static void UnmapWithoutTlbi() => Target.Of("page-unmap", "unmap-without-tlbi").Run();

    [Test]
    public static void UnmapWithoutClearing() => Target.Of("page-unmap", "unmap-without-clearing").Run();

    [Test]
    public static void UnmapWithoutFirstDsb() => Target.Of("page-unmap", "unmap-without-first-dsb").Run();

    [Test]
    public static void UnmapWithoutLastDsb() => Target.Of("page-unmap", "unmap-without-last-dsb").Run();

    [Test]
    public static void UnmapStoreBarrierLast() => Target.Of("page-unmap", "unmap-store-barrier-last").Run();

    [Test]
    public static void UnmapLocally() => Target.Of("page-unmap", "unmap-locally").Run();

    [Test]
    public static void UnmapUnderOtherVmid() => Target.Of("page-unmap", "unmap-under-other-vmid").Run();

    [Test]
    public static void UnmapWithoutIsb() => Target.Of("page-unmap", "unmap-without-isb").Run();

    [Test]
    public static void UnmapByIpaOnly() => Target.Of("page-unmap", "unmap-by-ipa-only").Run();

    [Test]
    public static void UnmapStageOneFirst() => Target.Of("page-unmap", "unmap-stage-one-first").Run();

    [Test]
    public static void UnmapWrongPage() => Target.Of("page-unmap", "unmap-wrong-page").Run();

    [Test]
    public static void UnmapClearsLast() => Target.Of("page-unmap", "unmap-clears-last").Run();
}
