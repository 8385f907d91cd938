using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class BlockTablesEntryPoints
{
    [Test]
    public static void BlockTables() => Target.Of("block-tables").Run();

    [Test]
    public static void BlockTables_rewritten() => Target.Of("block-tables").RunRewritten();
}
