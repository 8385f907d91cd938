using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class IdealErrorsEntryPoints
{
    [Test]
    public static void IdealErrors() => Target.Of("ideal-errors").Run();

    [Test]
    public static void IdealErrors_rewritten() => Target.Of("ideal-errors").RunRewritten();

    [Test]
    public static void ErrorPathWrites() => Target.Of("ideal-errors", "error-path-writes").Run();
}
