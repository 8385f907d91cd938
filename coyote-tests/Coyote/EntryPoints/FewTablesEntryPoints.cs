using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class FewTablesEntryPoints
{
    [Test]
    public static void FewTables() => Target.Of("few-tables").Run();

    [Test]
    public static void FewTables_rewritten() => Target.Of("few-tables").RunRewritten();
}
