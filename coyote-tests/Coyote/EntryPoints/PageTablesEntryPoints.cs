using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class PageTablesEntryPoints
{
    [Test]
    public static void PageTables() => Target.Of("page-tables").Run();

    [Test]
    public static void PageTables_rewritten() => Target.Of("page-tables").RunRewritten();
}
