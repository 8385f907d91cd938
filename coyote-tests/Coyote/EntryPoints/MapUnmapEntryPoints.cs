using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class MapUnmapEntryPoints
{
    [Test]
    public static void MapUnmap() => Target.Of("map-unmap").Run();

    [Test]
    public static void MapUnmap_rewritten() => Target.Of("map-unmap").RunRewritten();

    [Test]
    public static void UnshareLocksVmFirst() => Target.Of("map-unmap", "unshare-locks-vm-first").Run();

    [Test]
    public static void ShareWithoutVmLock() => Target.Of("map-unmap", "share-without-vm-lock").Run();

    [Test]
    public static void ShareOverMapping() => Target.Of("map-unmap", "share-over-mapping").Run();

    [Test]
    public static void UnshareYields() => Target.Of("map-unmap", "unshare-yields").Run();

    [Test]
    public static void ShareByStalePlan() => Target.Of("map-unmap", "share-by-stale-plan").Run();

    [Test]
    public static void ShareHalf() => Target.Of("map-unmap", "share-half").Run();

    [Test]
    public static void ShareLocksAgain() => Target.Of("map-unmap", "share-locks-again").Run();
}
