using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class SecretTablesEntryPoints
{
    [Test]
    public static void SecretTables() => Target.Of("secret-tables").Run();

    [Test]
    public static void SecretTables_rewritten() => Target.Of("secret-tables").RunRewritten();

    [Test]
    public static void DonateMapsAnother() => Target.Of("secret-tables", "donate-maps-another").Run();

    [Test]
    public static void ReturnBySecret() => Target.Of("secret-tables", "return-by-secret").Run();
}
