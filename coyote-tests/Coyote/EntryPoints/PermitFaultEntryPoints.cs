using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class PermitFaultEntryPoints
{
    [Test]
    public static void PermitFault() => Target.Of("permit-fault").Run();

    [Test]
    public static void PermitFault_rewritten() => Target.Of("permit-fault").RunRewritten();

    [Test]
    public static void PermitWithoutTlbi() => Target.Of("permit-fault", "permit-without-tlbi").Run();
}
