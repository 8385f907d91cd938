namespace Interlock.Sync;

/// <summary>The results of <see cref="Cpu.TimedWait"/>.</summary>
public static class WaitResult
{
    /// <summary>The vCPU was woken, or the word did not hold the expected value.</summary>
    public const ulong Woken = 0;

    /// <summary>The time ended before a wake. A later wake is left for other vCPUs.</summary>
    public const ulong TimedOut = 1;
}
