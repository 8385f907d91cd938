using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class MutexEntryPoints
{
    [Test]
    public static void Mutex() => Target.Of("mutex").Run();

    [Test]
    public static void Mutex_rewritten() => Target.Of("mutex").RunRewritten();

    [Test]
    public static void MutexSplitTake() => Target.Of("mutex", "mutex-split-take").Run();

    [Test]
    public static void MutexRetakesAsHeld() => Target.Of("mutex", "mutex-retakes-as-held").Run();

    [Test]
    public static void MutexChecksThenSleeps() => Target.Of("mutex", "mutex-checks-then-sleeps").Run();

    [Test]
    public static void MutexWakesBeforeUnlock() => Target.Of("mutex", "mutex-wakes-before-unlock").Run();

    [Test]
    public static void MutexCountsWaiters() => Target.Of("mutex", "mutex-counts-waiters").Run();

    [Test]
    public static void MutexReadsWaitersEarly() => Target.Of("mutex", "mutex-reads-waiters-early").Run();

    [Test]
    public static void MutexClearsMark() => Target.Of("mutex", "mutex-clears-mark").Run();

    [Test]
    public static void MutexNeverWakes() => Target.Of("mutex", "mutex-never-wakes").Run();

    [Test]
    public static void MutexSplitRelease() => Target.Of("mutex", "mutex-split-release").Run();

    [Test]
    public static void MutexReleasesIfHeld() => Target.Of("mutex", "mutex-releases-if-held").Run();

    [Test]
    public static void MutexMarksFreeWord() => Target.Of("mutex", "mutex-marks-free-word").Run();

    [Test]
    public static void MutexSplitExchange() => Target.Of("mutex", "mutex-split-exchange").Run();

    [Test]
    public static void MutexWokenOwns() => Target.Of("mutex", "mutex-woken-owns").Run();

    [Test]
    public static void MutexReleasesOthers() => Target.Of("mutex", "mutex-releases-others").Run();

    [Test]
    public static void MutexUnlockRelaxed() => Target.Of("mutex", "mutex-unlock-relaxed").Run();
}
