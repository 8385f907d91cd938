using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class NotificationEntryPoints
{
    [Test]
    public static void Notification() => Target.Of("notification").Run();

    [Test]
    public static void Notification_rewritten() => Target.Of("notification").RunRewritten();

    [Test]
    public static void NotifyWithoutFence() => Target.Of("notification", "notify-without-fence").Run();

    [Test]
    public static void AccessesSinkIntoLock() => Target.Of("notification", "accesses-sink-into-lock").Run();
}
