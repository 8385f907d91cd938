namespace Interlock.Isolation.Ghosts;

/// <summary>What an operation did to a lock.</summary>
public enum LockStep
{
    /// <summary>Nothing that matters here.</summary>
    None,

    /// <summary>It took a lock that was free.</summary>
    Taken,

    /// <summary>It released a lock, and nobody waited for it.</summary>
    Freed,

    /// <summary>It released a lock to somebody who waited for it.</summary>
    HandedOver,
}
