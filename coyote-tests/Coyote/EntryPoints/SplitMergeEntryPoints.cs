using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class SplitMergeEntryPoints
{
    [Test]
    public static void SplitMerge() => Target.Of("split-merge").Run();

    [Test]
    public static void SplitMerge_rewritten() => Target.Of("split-merge").RunRewritten();
}
