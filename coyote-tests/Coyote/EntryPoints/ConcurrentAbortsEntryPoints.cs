using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class ConcurrentAbortsEntryPoints
{
    [Test]
    public static void ConcurrentAborts() => Target.Of("concurrent-aborts").Run();

    [Test]
    public static void ConcurrentAborts_rewritten() => Target.Of("concurrent-aborts").RunRewritten();
}
