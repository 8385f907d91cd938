using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class UnmapAccessEntryPoints
{
    [Test]
    public static void UnmapAccess() => Target.Of("unmap-access").Run();

    [Test]
    public static void UnmapAccess_rewritten() => Target.Of("unmap-access").RunRewritten();

    [Test]
    public static void ScrubMisaligned() => Target.Of("unmap-access", "scrub-misaligned").Run();

    [Test]
    public static void UnmapForgetsLocally() => Target.Of("unmap-access", "unmap-forgets-locally").Run();

    [Test]
    public static void UnmapForgetsFirst() => Target.Of("unmap-access", "unmap-forgets-first").Run();

    [Test]
    public static void UnmapAsksClearedEntry() => Target.Of("unmap-access", "unmap-asks-cleared-entry").Run();

    [Test]
    public static void UnmapRestoresNoTables() => Target.Of("unmap-access", "unmap-restores-no-tables").Run();

    [Test]
    public static void UnmapRestoresLate() => Target.Of("unmap-access", "unmap-restores-late").Run();

    [Test]
    public static void UnshareFlushesUnlocked() => Target.Of("unmap-access", "unshare-flushes-unlocked").Run();

    [Test]
    public static void EnterWithoutVmid() => Target.Of("unmap-access", "enter-without-vmid").Run();

    [Test]
    public static void GuestAbortReadsTwice() => Target.Of("unmap-access", "guest-abort-reads-twice").Run();
}
