using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class GeneralClientEntryPoints
{
    [Test]
    public static void GeneralClient() => Target.Of("general-client").Run();

    [Test]
    public static void GeneralClient_rewritten() => Target.Of("general-client").RunRewritten();
}
