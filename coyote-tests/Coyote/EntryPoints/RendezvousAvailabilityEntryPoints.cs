using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class RendezvousAvailabilityEntryPoints
{
    [Test]
    public static void RendezvousAvailability() => Target.Of("rendezvous-availability").Run();

    [Test]
    public static void RendezvousAvailability_rewritten() => Target.Of("rendezvous-availability").RunRewritten();

    [Test]
    public static void RendezvousPollsUnderLock() => Target.Of("rendezvous-availability", "rendezvous-polls-under-lock").Run();
}
