using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class SecretCallsEntryPoints
{
    [Test]
    public static void SecretCalls() => Target.Of("secret-calls").Run();

    [Test]
    public static void SecretCalls_rewritten() => Target.Of("secret-calls").RunRewritten();

    [Test]
    public static void ReclaimWithoutScrub() => Target.Of("secret-calls", "reclaim-without-scrub").Run();

    [Test]
    public static void ReclaimScrubsLastWord() => Target.Of("secret-calls", "reclaim-scrubs-last-word").Run();

    [Test]
    public static void LeaveWithoutClearing() => Target.Of("secret-calls", "leave-without-clearing").Run();

    [Test]
    public static void CreateVcpuKeepsRegisters() => Target.Of("secret-calls", "create-vcpu-keeps-registers").Run();

    [Test]
    public static void HostAbortWithoutOwnerCheck() => Target.Of("secret-calls", "host-abort-without-owner-check").Run();

    [Test]
    public static void ReclaimClearsFirst() => Target.Of("secret-calls", "reclaim-clears-first").Run();
}
