using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class SecretExitsEntryPoints
{
    [Test]
    public static void SecretExits() => Target.Of("secret-exits").Run();

    [Test]
    public static void SecretExits_rewritten() => Target.Of("secret-exits").RunRewritten();

    [Test]
    public static void LeaveKeepsNoRegisters() => Target.Of("secret-exits", "leave-keeps-no-registers").Run();

    [Test]
    public static void DeviceWriteLost() => Target.Of("secret-exits", "device-write-lost").Run();

    [Test]
    public static void DeviceWriteShowsRegisters() => Target.Of("secret-exits", "device-write-shows-registers").Run();

    [Test]
    public static void DeviceReadShowsRegister() => Target.Of("secret-exits", "device-read-shows-register").Run();
}
