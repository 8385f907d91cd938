using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class TeardownCreateEntryPoints
{
    [Test]
    public static void TeardownCreate() => Target.Of("teardown-create").Run();

    [Test]
    public static void TeardownCreate_rewritten() => Target.Of("teardown-create").RunRewritten();
}
