using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class RolloverAvailabilityEntryPoints
{
    [Test]
    public static void RolloverAvailability() => Target.Of("rollover-availability").Run();

    [Test]
    public static void RolloverAvailability_rewritten() => Target.Of("rollover-availability").RunRewritten();

    [Test]
    public static void RolloverPollsUnderLock() => Target.Of("rollover-availability", "rollover-polls-under-lock").Run();
}
