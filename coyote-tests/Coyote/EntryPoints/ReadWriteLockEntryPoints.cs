using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class ReadWriteLockEntryPoints
{
    [Test]
    public static void ReadWriteLock() => Target.Of("read-write-lock").Run();

    [Test]
    public static void ReadWriteLock_rewritten() => Target.Of("read-write-lock").RunRewritten();

    [Test]
    public static void RwlockRelaxedCompare() => Target.Of("read-write-lock", "rwlock-relaxed-compare").Run();
}
