using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class IdealAvailabilityEntryPoints
{
    [Test]
    public static void IdealAvailability() => Target.Of("ideal-availability").Run();

    [Test]
    public static void IdealAvailability_rewritten() => Target.Of("ideal-availability").RunRewritten();

    [Test]
    public static void SchedulePrefersFirst() => Target.Of("ideal-availability", "schedule-prefers-first").Run();

    [Test]
    public static void ScheduleWithoutPreemption() => Target.Of("ideal-availability", "schedule-without-preemption").Run();
}
