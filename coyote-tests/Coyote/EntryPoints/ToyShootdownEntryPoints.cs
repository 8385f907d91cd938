using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class ToyShootdownEntryPoints
{
    [Test]
    public static void ToyShootdown() => Target.Of("toy-shootdown").Run();

    [Test]
    public static void ToyShootdown_rewritten() => Target.Of("toy-shootdown").RunRewritten();

    [Test]
    public static void ShootdownDoesNotWait() => Target.Of("toy-shootdown", "shootdown-does-not-wait").Run();

    [Test]
    public static void ShootdownForgetsCpus() => Target.Of("toy-shootdown", "shootdown-forgets-cpus").Run();

    [Test]
    public static void ShootdownAsksBeforeClearing() => Target.Of("toy-shootdown", "shootdown-asks-before-clearing").Run();
}
