using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class LifecycleAvailabilityEntryPoints
{
    [Test]
    public static void LifecycleAvailability() => Target.Of("lifecycle-availability").Run();

    [Test]
    public static void LifecycleAvailability_rewritten() => Target.Of("lifecycle-availability").RunRewritten();

    [Test]
    public static void EngineWithPoliteLock() => Target.Of("lifecycle-availability", "engine-with-polite-lock").Run();
}
