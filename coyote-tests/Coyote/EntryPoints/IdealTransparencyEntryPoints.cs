using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class IdealTransparencyEntryPoints
{
    [Test]
    public static void IdealTransparency() => Target.Of("ideal-transparency").Run();

    [Test]
    public static void IdealTransparency_rewritten() => Target.Of("ideal-transparency").RunRewritten();

    [Test]
    public static void SwitchKeepsRegister() => Target.Of("ideal-transparency", "switch-keeps-register").Run();

    [Test]
    public static void PinOneAtATime() => Target.Of("ideal-transparency", "pin-one-at-a-time").Run();
}
