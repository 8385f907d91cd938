using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class FewPagesEntryPoints
{
    [Test]
    public static void FewPages() => Target.Of("few-pages").Run();

    [Test]
    public static void FewPages_rewritten() => Target.Of("few-pages").RunRewritten();
}
