using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote.EntryPoints;

// Made from the catalogue by EntryPointTests.
public static class TicketLockEntryPoints
{
    [Test]
    public static void TicketLock() => Target.Of("ticket-lock").Run();

    [Test]
    public static void TicketLock_rewritten() => Target.Of("ticket-lock").RunRewritten();

    [Test]
    public static void TicketWraps() => Target.Of("ticket-lock", "ticket-wraps").Run();

    [Test]
    public static void TicketSplitDraw() => Target.Of("ticket-lock", "ticket-split-draw").Run();

    [Test]
    public static void TicketCarriesIntoNext() => Target.Of("ticket-lock", "ticket-carries-into-next").Run();

    [Test]
    public static void TicketOutOfTurn() => Target.Of("ticket-lock", "ticket-out-of-turn").Run();

    [Test]
    public static void TicketTryLockRace() => Target.Of("ticket-lock", "ticket-try-lock-race").Run();

    [Test]
    public static void TicketZeroIsFree() => Target.Of("ticket-lock", "ticket-zero-is-free").Run();

    [Test]
    public static void TicketDoubleRelease() => Target.Of("ticket-lock", "ticket-double-release").Run();

    [Test]
    public static void TicketReleasesNewest() => Target.Of("ticket-lock", "ticket-releases-newest").Run();

    [Test]
    public static void TicketLeaksOnError() => Target.Of("ticket-lock", "ticket-leaks-on-error").Run();

    [Test]
    public static void TicketReleasesEarly() => Target.Of("ticket-lock", "ticket-releases-early").Run();

    [Test]
    public static void TicketHoistedLoad() => Target.Of("ticket-lock", "ticket-hoisted-load").Run();

    [Test]
    public static void TicketWfeWithoutEvent() => Target.Of("ticket-lock", "ticket-wfe-without-event").Run();

    [Test]
    public static void TicketEventBeforeStore() => Target.Of("ticket-lock", "ticket-event-before-store").Run();

    [Test]
    public static void TicketDrainsAfterLook() => Target.Of("ticket-lock", "ticket-drains-after-look").Run();

    [Test]
    public static void TicketBarges() => Target.Of("ticket-lock", "ticket-barges").Run();

    [Test]
    public static void TicketUnlockRelaxed() => Target.Of("ticket-lock", "ticket-unlock-relaxed").Run();

    [Test]
    public static void TicketLockRelaxed() => Target.Of("ticket-lock", "ticket-lock-relaxed").Run();

    [Test]
    public static void TicketLockDiscardsResult() => Target.Of("ticket-lock", "ticket-lock-discards-result").Run();

    [Test]
    public static void TicketWithoutBarriers() => Target.Of("ticket-lock", "ticket-without-barriers").Run();

    [Test]
    public static void TicketEventOvertakesStore() => Target.Of("ticket-lock", "ticket-event-overtakes-store").Run();
}
