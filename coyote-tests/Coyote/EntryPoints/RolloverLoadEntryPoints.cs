using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class RolloverLoadEntryPoints
{
    [Test]
    public static void RolloverLoad() => Target.Of("rollover-load").Run();

    [Test]
    public static void RolloverLoad_rewritten() => Target.Of("rollover-load").RunRewritten();
}
