using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class MutexAvailabilityEntryPoints
{
    [Test]
    public static void MutexAvailability() => Target.Of("mutex-availability").Run();

    [Test]
    public static void MutexAvailability_rewritten() => Target.Of("mutex-availability").RunRewritten();

    [Test]
    public static void LockBacksOff() => Target.Of("mutex-availability", "lock-backs-off").Run();
}
