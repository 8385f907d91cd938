using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class RolloverLoadEntryPoints
{
    [Test]
    public static void RolloverLoad() => Target.Of("rollover-load").Run();

    [Test]
    public static void RolloverLoad_rewritten() => Target.Of("rollover-load").RunRewritten();

    [Test]
    public static void RolloverWithoutTlbi() => Target.Of("rollover-load", "rollover-without-tlbi").Run();

    [Test]
    public static void RolloverForgetsOneVmid() => Target.Of("rollover-load", "rollover-forgets-one-vmid").Run();

    [Test]
    public static void RolloverKeepsTaken() => Target.Of("rollover-load", "rollover-keeps-taken").Run();

    [Test]
    public static void RolloverKeepsVmids() => Target.Of("rollover-load", "rollover-keeps-vmids").Run();

    [Test]
    public static void EnterTrustsVmid() => Target.Of("rollover-load", "enter-trusts-vmid").Run();

    [Test]
    public static void EnterAfterInterrupt() => Target.Of("rollover-load", "enter-after-interrupt").Run();
}
