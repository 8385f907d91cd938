namespace Interlock.Sync;

/// <summary>The accesses that a DSB waits for (Arm ARM B2.3.12).</summary>
public enum DsbKind
{
    /// <summary>All accesses and all invalidations, throughout the inner shareable domain.</summary>
    Ish,

    /// <summary>Stores, throughout the inner shareable domain; no invalidations.</summary>
    Ishst,

    /// <summary>All accesses, and the invalidations of this vCPU's own translations.</summary>
    Nsh,
}
