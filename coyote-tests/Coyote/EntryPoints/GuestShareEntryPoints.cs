using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class GuestShareEntryPoints
{
    [Test]
    public static void GuestShare() => Target.Of("guest-share").Run();

    [Test]
    public static void GuestShare_rewritten() => Target.Of("guest-share").RunRewritten();

    [Test]
    public static void GuestUnshareForgetsOwn() => Target.Of("guest-share", "guest-unshare-forgets-own").Run();

    [Test]
    public static void GuestShareAsOwner() => Target.Of("guest-share", "guest-share-as-owner").Run();

    [Test]
    public static void GuestUnshareForHost() => Target.Of("guest-share", "guest-unshare-for-host").Run();
}
