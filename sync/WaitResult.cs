namespace Interlock.Sync;

/// <summary>What a <see cref="Cpu.TimedWait"/> answers.</summary>
public static class WaitResult
{
    /// <summary>It was woken, or the word did not hold what was expected.</summary>
    public const ulong Woken = 0;

    /// <summary>Its time was up before anybody woke it. A wake that comes later is for others.</summary>
    public const ulong TimedOut = 1;
}
