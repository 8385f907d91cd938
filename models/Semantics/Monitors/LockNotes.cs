namespace Interlock.Semantics.Monitors;

/// <summary>The events that code around a lock reports to the monitors.</summary>
public static class LockNotes
{
    /// <summary>The vCPU is about to request the lock.</summary>
    public const string Requested = "requested";

    /// <summary>The vCPU holds the lock.</summary>
    public const string Acquired = "acquired";

    /// <summary>The vCPU is about to release the lock.</summary>
    public const string Releasing = "releasing";
}
