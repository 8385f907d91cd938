using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class TicketLockAvailabilityEntryPoints
{
    [Test]
    public static void TicketLockAvailability() => Target.Of("ticket-lock-availability").Run();

    [Test]
    public static void TicketLockAvailability_rewritten() => Target.Of("ticket-lock-availability").RunRewritten();

    [Test]
    public static void UnfairLock() => Target.Of("ticket-lock-availability", "unfair-lock").Run();

    [Test]
    public static void MutexForTicketLock() => Target.Of("ticket-lock-availability", "mutex-for-ticket-lock").Run();
}
