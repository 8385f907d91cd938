using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class IdealPlatformEntryPoints
{
    [Test]
    public static void IdealPlatform() => Target.Of("ideal-platform").Run();

    [Test]
    public static void IdealPlatform_rewritten() => Target.Of("ideal-platform").RunRewritten();

    [Test]
    public static void ReturnInSupervisorMode() => Target.Of("ideal-platform", "return-in-supervisor-mode").Run();

    [Test]
    public static void AssignWithoutOwnerCheck() => Target.Of("ideal-platform", "assign-without-owner-check").Run();

    [Test]
    public static void UnpinWithoutLinkCheck() => Target.Of("ideal-platform", "unpin-without-link-check").Run();

    [Test]
    public static void UnmapKeepsTlb() => Target.Of("ideal-platform", "unmap-keeps-tlb").Run();

    [Test]
    public static void WriteKeepsSynonyms() => Target.Of("ideal-platform", "write-keeps-synonyms").Run();

    [Test]
    public static void ReadUntranslated() => Target.Of("ideal-platform", "read-untranslated").Run();

    [Test]
    public static void WriteUntranslated() => Target.Of("ideal-platform", "write-untranslated").Run();

    [Test]
    public static void UnmapAll() => Target.Of("ideal-platform", "unmap-all").Run();
}
