using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class ClhLockEntryPoints
{
    [Test]
    public static void ClhLock() => Target.Of("clh-lock").Run();

    [Test]
    public static void ClhLock_rewritten() => Target.Of("clh-lock").RunRewritten();

    [Test]
    public static void ClhExchangeAcquireOnly() => Target.Of("clh-lock", "clh-exchange-acquire-only").Run();

    [Test]
    public static void IpiStallWithoutBarrier() => Target.Of("clh-lock", "ipi-stall-without-barrier").Run();
}
