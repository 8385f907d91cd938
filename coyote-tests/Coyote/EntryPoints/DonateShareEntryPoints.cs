using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class DonateShareEntryPoints
{
    [Test]
    public static void DonateShare() => Target.Of("donate-share").Run();

    [Test]
    public static void DonateShare_rewritten() => Target.Of("donate-share").RunRewritten();
}
