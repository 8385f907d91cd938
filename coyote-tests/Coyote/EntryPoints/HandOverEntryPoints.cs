using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class HandOverEntryPoints
{
    [Test]
    public static void HandOver() => Target.Of("hand-over").Run();

    [Test]
    public static void HandOver_rewritten() => Target.Of("hand-over").RunRewritten();

    [Test]
    public static void ReadyBeforeInstall() => Target.Of("hand-over", "ready-before-install").Run();

    [Test]
    public static void VmInitWithoutBarrier() => Target.Of("hand-over", "vm-init-without-barrier").Run();

    [Test]
    public static void IpiFlagPlain() => Target.Of("hand-over", "ipi-flag-plain").Run();

    [Test]
    public static void ContextHandedOverPlain() => Target.Of("hand-over", "context-handed-over-plain").Run();
}
