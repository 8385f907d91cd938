using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class SecretTeardownEntryPoints
{
    [Test]
    public static void SecretTeardown() => Target.Of("secret-teardown").Run();

    [Test]
    public static void SecretTeardown_rewritten() => Target.Of("secret-teardown").RunRewritten();

    [Test]
    public static void DestroyWithoutTlbi() => Target.Of("secret-teardown", "destroy-without-tlbi").Run();
}
