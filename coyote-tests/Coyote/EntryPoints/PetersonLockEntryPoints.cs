using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class PetersonLockEntryPoints
{
    [Test]
    public static void PetersonLock() => Target.Of("peterson-lock").Run();

    [Test]
    public static void PetersonLock_rewritten() => Target.Of("peterson-lock").RunRewritten();

    [Test]
    public static void DekkerWithoutFence() => Target.Of("peterson-lock", "dekker-without-fence").Run();

    [Test]
    public static void PetersonReleaseAcquire() => Target.Of("peterson-lock", "peterson-release-acquire").Run();

    [Test]
    public static void PetersonTurnOvertakesWant() => Target.Of("peterson-lock", "peterson-turn-overtakes-want").Run();
}
