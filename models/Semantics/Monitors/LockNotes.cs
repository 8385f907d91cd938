namespace Interlock.Semantics.Monitors;

/// <summary>What code around a lock remarks to the monitors.</summary>
public static class LockNotes
{
    /// <summary>It is about to ask for the lock.</summary>
    public const string Requested = "requested";

    /// <summary>It holds the lock.</summary>
    public const string Acquired = "acquired";

    /// <summary>It is about to give the lock up.</summary>
    public const string Releasing = "releasing";
}
