using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class MemoryAvailabilityEntryPoints
{
    [Test]
    public static void MemoryAvailability() => Target.Of("memory-availability").Run();

    [Test]
    public static void MemoryAvailability_rewritten() => Target.Of("memory-availability").RunRewritten();

    [Test]
    public static void EngineWithUnfairLocks() => Target.Of("memory-availability", "engine-with-unfair-locks").Run();
}
