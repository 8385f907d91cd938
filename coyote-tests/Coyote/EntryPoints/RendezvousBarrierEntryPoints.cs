using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class RendezvousBarrierEntryPoints
{
    [Test]
    public static void RendezvousBarrier() => Target.Of("rendezvous-barrier").Run();

    [Test]
    public static void RendezvousBarrier_rewritten() => Target.Of("rendezvous-barrier").RunRewritten();

    [Test]
    public static void BarrierWithoutGeneration() => Target.Of("rendezvous-barrier", "barrier-without-generation").Run();

    [Test]
    public static void BarrierResetsLate() => Target.Of("rendezvous-barrier", "barrier-resets-late").Run();

    [Test]
    public static void BarrierReadsGenerationLate() => Target.Of("rendezvous-barrier", "barrier-reads-generation-late").Run();

    [Test]
    public static void BarrierFirstReleases() => Target.Of("rendezvous-barrier", "barrier-first-releases").Run();

    [Test]
    public static void BarrierExpectsAbsent() => Target.Of("rendezvous-barrier", "barrier-expects-absent").Run();

    [Test]
    public static void BarrierForgetsOne() => Target.Of("rendezvous-barrier", "barrier-forgets-one").Run();

    [Test]
    public static void BarrierSplitCount() => Target.Of("rendezvous-barrier", "barrier-split-count").Run();

    [Test]
    public static void BarrierLeavesOnZero() => Target.Of("rendezvous-barrier", "barrier-leaves-on-zero").Run();

    [Test]
    public static void BarrierLeavesOnEither() => Target.Of("rendezvous-barrier", "barrier-leaves-on-either").Run();

    [Test]
    public static void BarrierKeepsCount() => Target.Of("rendezvous-barrier", "barrier-keeps-count").Run();

    [Test]
    public static void BarrierNeverReleases() => Target.Of("rendezvous-barrier", "barrier-never-releases").Run();

    [Test]
    public static void BarrierLooksOnce() => Target.Of("rendezvous-barrier", "barrier-looks-once").Run();

    [Test]
    public static void BarrierCountWraps() => Target.Of("rendezvous-barrier", "barrier-count-wraps").Run();

    [Test]
    public static void BarrierSharedSense() => Target.Of("rendezvous-barrier", "barrier-shared-sense").Run();

    [Test]
    public static void BarrierReusedEarly() => Target.Of("rendezvous-barrier", "barrier-reused-early").Run();

    [Test]
    public static void BarrierWithoutFence() => Target.Of("rendezvous-barrier", "barrier-without-fence").Run();
}
