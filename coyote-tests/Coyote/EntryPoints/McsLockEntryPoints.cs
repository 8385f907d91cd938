using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class McsLockEntryPoints
{
    [Test]
    public static void McsLock() => Target.Of("mcs-lock").Run();

    [Test]
    public static void McsLock_rewritten() => Target.Of("mcs-lock").RunRewritten();
}
