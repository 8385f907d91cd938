using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class MapUnmapEntryPoints
{
    [Test]
    public static void MapUnmap() => Target.Of("map-unmap").Run();

    [Test]
    public static void MapUnmap_rewritten() => Target.Of("map-unmap").RunRewritten();
}
