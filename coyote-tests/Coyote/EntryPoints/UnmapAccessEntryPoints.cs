using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class UnmapAccessEntryPoints
{
    [Test]
    public static void UnmapAccess() => Target.Of("unmap-access").Run();

    [Test]
    public static void UnmapAccess_rewritten() => Target.Of("unmap-access").RunRewritten();
}
