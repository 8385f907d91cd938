using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class TeardownRunEntryPoints
{
    [Test]
    public static void TeardownRun() => Target.Of("teardown-run").Run();

    [Test]
    public static void TeardownRun_rewritten() => Target.Of("teardown-run").RunRewritten();
}
