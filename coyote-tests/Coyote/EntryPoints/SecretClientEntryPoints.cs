using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class SecretClientEntryPoints
{
    [Test]
    public static void SecretClient() => Target.Of("secret-client").Run();

    [Test]
    public static void SecretClient_rewritten() => Target.Of("secret-client").RunRewritten();
}
