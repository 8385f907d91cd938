using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class TeardownRunEntryPoints
{
    [Test]
    public static void TeardownRun() => Target.Of("teardown-run").Run();

    [Test]
    public static void TeardownRun_rewritten() => Target.Of("teardown-run").RunRewritten();

    [Test]
    public static void PutWithoutLock() => Target.Of("teardown-run", "put-without-lock").Run();

    [Test]
    public static void TeardownForgetsLocally() => Target.Of("teardown-run", "teardown-forgets-locally").Run();

    [Test]
    public static void TeardownForgetsStageOne() => Target.Of("teardown-run", "teardown-forgets-stage-one").Run();

    [Test]
    public static void TeardownWithoutDsb() => Target.Of("teardown-run", "teardown-without-dsb").Run();

    [Test]
    public static void DestroyDeletesVmidFirst() => Target.Of("teardown-run", "destroy-deletes-vmid-first").Run();

    [Test]
    public static void ReclaimUncleared() => Target.Of("teardown-run", "reclaim-uncleared").Run();

    [Test]
    public static void DestroyLooksEarly() => Target.Of("teardown-run", "destroy-looks-early").Run();

    [Test]
    public static void DestroyFreesThenWalks() => Target.Of("teardown-run", "destroy-frees-then-walks").Run();

    [Test]
    public static void PutUnlocksOthers() => Target.Of("teardown-run", "put-unlocks-others").Run();

    [Test]
    public static void HostAbortMapsAny() => Target.Of("teardown-run", "host-abort-maps-any").Run();
}
