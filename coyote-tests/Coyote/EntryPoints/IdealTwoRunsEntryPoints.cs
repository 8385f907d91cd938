using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class IdealTwoRunsEntryPoints
{
    [Test]
    public static void IdealTwoRuns() => Target.Of("ideal-two-runs").Run();

    [Test]
    public static void IdealTwoRuns_rewritten() => Target.Of("ideal-two-runs").RunRewritten();

    [Test]
    public static void SwitchWithoutFlush() => Target.Of("ideal-two-runs", "switch-without-flush").Run();

    [Test]
    public static void AssignCleansForTrusted() => Target.Of("ideal-two-runs", "assign-cleans-for-trusted").Run();
}
