using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class DoubleCheckedEntryPoints
{
    [Test]
    public static void DoubleChecked() => Target.Of("double-checked").Run();

    [Test]
    public static void DoubleChecked_rewritten() => Target.Of("double-checked").RunRewritten();

    [Test]
    public static void CheckedTwiceRelaxed() => Target.Of("double-checked", "checked-twice-relaxed").Run();
}
