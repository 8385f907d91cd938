using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class ConcurrentAbortsEntryPoints
{
    [Test]
    public static void ConcurrentAborts() => Target.Of("concurrent-aborts").Run();

    [Test]
    public static void ConcurrentAborts_rewritten() => Target.Of("concurrent-aborts").RunRewritten();

    [Test]
    public static void EnterWithEarlyVttbr() => Target.Of("concurrent-aborts", "enter-with-early-vttbr").Run();

    [Test]
    public static void HostAbortTrustsFault() => Target.Of("concurrent-aborts", "host-abort-trusts-fault").Run();
}
