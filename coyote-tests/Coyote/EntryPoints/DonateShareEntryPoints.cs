using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class DonateShareEntryPoints
{
    [Test]
    public static void DonateShare() => Target.Of("donate-share").Run();

    [Test]
    public static void DonateShare_rewritten() => Target.Of("donate-share").RunRewritten();

    [Test]
    public static void HostAbortWithoutLock() => Target.Of("donate-share", "host-abort-without-lock").Run();

    [Test]
    public static void DonateWithoutIsb() => Target.Of("donate-share", "donate-without-isb").Run();

    [Test]
    public static void DonateWithoutTlbi() => Target.Of("donate-share", "donate-without-tlbi").Run();

    [Test]
    public static void ShareWithoutOwnerCheck() => Target.Of("donate-share", "share-without-owner-check").Run();

    [Test]
    public static void HostAbortLooksEarly() => Target.Of("donate-share", "host-abort-looks-early").Run();
}
