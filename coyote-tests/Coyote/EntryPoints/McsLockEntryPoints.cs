using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class McsLockEntryPoints
{
    [Test]
    public static void McsLock() => Target.Of("mcs-lock").Run();

    [Test]
    public static void McsLock_rewritten() => Target.Of("mcs-lock").RunRewritten();

    [Test]
    public static void QueueLockPublishesRelaxed() => Target.Of("mcs-lock", "queue-lock-publishes-relaxed").Run();

    [Test]
    public static void McsLockMarksLate() => Target.Of("mcs-lock", "mcs-lock-marks-late").Run();
}
