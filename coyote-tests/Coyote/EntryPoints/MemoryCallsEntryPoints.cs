using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class MemoryCallsEntryPoints
{
    [Test]
    public static void MemoryCalls() => Target.Of("memory-calls").Run();

    [Test]
    public static void MemoryCalls_rewritten() => Target.Of("memory-calls").RunRewritten();

    [Test]
    public static void UnshareKeepsMapping() => Target.Of("memory-calls", "unshare-keeps-mapping").Run();

    [Test]
    public static void CreateWithoutAnnotation() => Target.Of("memory-calls", "create-without-annotation").Run();

    [Test]
    public static void DonateWithoutOwnerCheck() => Target.Of("memory-calls", "donate-without-owner-check").Run();

    [Test]
    public static void UnshareComparesWithItself() => Target.Of("memory-calls", "unshare-compares-with-itself").Run();

    [Test]
    public static void PermitWithoutStateCheck() => Target.Of("memory-calls", "permit-without-state-check").Run();

    [Test]
    public static void ReclaimFromTheLiving() => Target.Of("memory-calls", "reclaim-from-the-living").Run();

    [Test]
    public static void DestroyForgetsOwned() => Target.Of("memory-calls", "destroy-forgets-owned").Run();

    [Test]
    public static void ShareWithoutLimit() => Target.Of("memory-calls", "share-without-limit").Run();

    [Test]
    public static void UnshareForgetsCount() => Target.Of("memory-calls", "unshare-forgets-count").Run();

    [Test]
    public static void DonateWaitsForPage() => Target.Of("memory-calls", "donate-waits-for-page").Run();

    [Test]
    public static void UnshareWithoutAsking() => Target.Of("memory-calls", "unshare-without-asking").Run();

    [Test]
    public static void DonateCountsRefused() => Target.Of("memory-calls", "donate-counts-refused").Run();

    [Test]
    public static void DonateHalf() => Target.Of("memory-calls", "donate-half").Run();

    [Test]
    public static void DonateAndRefuse() => Target.Of("memory-calls", "donate-and-refuse").Run();
}
