using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class IdealUnwindingEntryPoints
{
    [Test]
    public static void IdealUnwinding() => Target.Of("ideal-unwinding").Run();

    [Test]
    public static void IdealUnwinding_rewritten() => Target.Of("ideal-unwinding").RunRewritten();

    [Test]
    public static void AssignWithoutCleaning() => Target.Of("ideal-unwinding", "assign-without-cleaning").Run();

    [Test]
    public static void ReturnAnswersAll() => Target.Of("ideal-unwinding", "return-answers-all").Run();
}
