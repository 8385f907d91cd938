using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class SwitchFlushEntryPoints
{
    [Test]
    public static void SwitchFlush() => Target.Of("switch-flush").Run();

    [Test]
    public static void SwitchFlush_rewritten() => Target.Of("switch-flush").RunRewritten();

    [Test]
    public static void LeaveWithoutFlush() => Target.Of("switch-flush", "leave-without-flush").Run();

    [Test]
    public static void LeaveFlushesOnlyCache() => Target.Of("switch-flush", "leave-flushes-only-cache").Run();

    [Test]
    public static void LeaveFlushesOnlyTlb() => Target.Of("switch-flush", "leave-flushes-only-tlb").Run();
}
