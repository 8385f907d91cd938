using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class LifecycleCallsEntryPoints
{
    [Test]
    public static void LifecycleCalls() => Target.Of("lifecycle-calls").Run();

    [Test]
    public static void LifecycleCalls_rewritten() => Target.Of("lifecycle-calls").RunRewritten();

    [Test]
    public static void RollOverAlone() => Target.Of("lifecycle-calls", "roll-over-alone").Run();

    [Test]
    public static void DestroyKeepsVmid() => Target.Of("lifecycle-calls", "destroy-keeps-vmid").Run();

    [Test]
    public static void CreateScrubsNextPage() => Target.Of("lifecycle-calls", "create-scrubs-next-page").Run();

    [Test]
    public static void CreateScrubsTooEarly() => Target.Of("lifecycle-calls", "create-scrubs-too-early").Run();

    [Test]
    public static void DestroyInUse() => Target.Of("lifecycle-calls", "destroy-in-use").Run();

    [Test]
    public static void DestroyKeepsVcpus() => Target.Of("lifecycle-calls", "destroy-keeps-vcpus").Run();

    [Test]
    public static void LoadTwice() => Target.Of("lifecycle-calls", "load-twice").Run();

    [Test]
    public static void CreateVcpuWithoutLock() => Target.Of("lifecycle-calls", "create-vcpu-without-lock").Run();

    [Test]
    public static void LoadLeaksReference() => Target.Of("lifecycle-calls", "load-leaks-reference").Run();
}
