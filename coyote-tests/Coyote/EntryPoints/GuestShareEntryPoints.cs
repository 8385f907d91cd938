using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class GuestShareEntryPoints
{
    [Test]
    public static void GuestShare() => Target.Of("guest-share").Run();

    [Test]
    public static void GuestShare_rewritten() => Target.Of("guest-share").RunRewritten();
}
