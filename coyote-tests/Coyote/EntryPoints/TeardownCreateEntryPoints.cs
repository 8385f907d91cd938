using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class TeardownCreateEntryPoints
{
    [Test]
    public static void TeardownCreate() => Target.Of("teardown-create").Run();

    [Test]
    public static void TeardownCreate_rewritten() => Target.Of("teardown-create").RunRewritten();

    [Test]
    public static void LoadOnSecondCpu() => Target.Of("teardown-create", "load-on-second-cpu").Run();

    [Test]
    public static void ShareWithTheDead() => Target.Of("teardown-create", "share-with-the-dead").Run();

    [Test]
    public static void CreatePublishesFirst() => Target.Of("teardown-create", "create-publishes-first").Run();

    [Test]
    public static void DestroyForgetsLast() => Target.Of("teardown-create", "destroy-forgets-last").Run();

    [Test]
    public static void CreateVcpuKeepsLock() => Target.Of("teardown-create", "create-vcpu-keeps-lock").Run();
}
